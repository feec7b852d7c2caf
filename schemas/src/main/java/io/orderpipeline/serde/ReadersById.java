package io.orderpipeline.serde;

import static io.orderpipeline.serde.UndecodableRecordException.Reason.UNKNOWN_SCHEMA_ID;
import static io.orderpipeline.serde.UndecodableRecordException.Reason.WRONG_TYPE;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.UnusableSchemaException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * One reader for each schema that a writer used; the registry is asked once for each. Confined to
 * one thread, because Avro's readers cache what they resolved in fields.
 */
final class ReadersById<T> {

    private final Registry registry;
    private final SpecificData model;
    private final Schema expected;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();

    ReadersById(Registry registry, SpecificData model, Schema expected) {
        this.registry = registry;
        this.model = model;
        this.expected = expected;
    }

    SpecificDatumReader<T> reader(String topic, int schemaId) {
        SpecificDatumReader<T> known = readers.get(schemaId);
        if (known != null) {
            return known;
        }
        Schema written = writerSchema(topic, schemaId);
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(written, expected, model);
        readers.put(schemaId, reader);
        return reader;
    }

    private Schema writerSchema(String topic, int schemaId) {
        Schema schema = fetch(topic, schemaId);
        if (!schema.getFullName().equals(expected.getFullName())) {
            String found = "schema %d describes %s; allowed is %s";
            throw RecordDecoder.failure(
                    WRONG_TYPE,
                    topic,
                    found.formatted(schemaId, schema.getFullName(), expected.getFullName()),
                    null);
        }
        return schema;
    }

    private Schema fetch(String topic, int schemaId) {
        try {
            return registry.schema(schemaId)
                    .orElseThrow(
                            () ->
                                    RecordDecoder.failure(
                                            UNKNOWN_SCHEMA_ID,
                                            topic,
                                            "the registry knows no schema with id " + schemaId,
                                            null));
        } catch (UnusableSchemaException e) {
            throw RecordDecoder.failure(
                    WRONG_TYPE, topic, "schema %d is not an Avro schema".formatted(schemaId), e);
        }
    }
}
