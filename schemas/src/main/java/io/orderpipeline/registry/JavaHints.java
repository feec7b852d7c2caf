package io.orderpipeline.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Takes out of a schema what Avro's code generator put in for Java, so that the registry holds the
 * schema of the {@code .avsc} file, whichever language reads it.
 */
final class JavaHints {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JavaHints() {}

    static Schema removeFrom(Schema schema) {
        try {
            JsonNode json = JSON.readTree(schema.toString());
            removeFrom(json);
            return new Schema.Parser().parse(json.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro printed a schema that is not JSON", e);
        }
    }

    private static void removeFrom(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
        }
        json.forEach(JavaHints::removeFrom);
    }
}
