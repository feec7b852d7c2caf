package io.orderpipeline.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * One reason why a new schema cannot read what an older one wrote.
 *
 * @param version the older version, as the registry counts
 * @param field where in the new schema: names of records and fields, joined by dots
 * @param kind Avro's name for the kind of incompatibility
 * @param detail Avro's explanation
 */
public record Incompatibility(int version, String field, String kind, String detail) {

    /** Every reason why {@code reader} cannot read what {@code writer} wrote. */
    static List<Incompatibility> between(Schema reader, Schema writer, int version) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        List<Incompatibility> found = new ArrayList<>();
        for (var reason : compatibility.getResult().getIncompatibilities()) {
            found.add(
                    new Incompatibility(
                            version,
                            SchemaPath.describe(reader, reason.getLocation()),
                            reason.getType().name(),
                            reason.getMessage()));
        }
        return found;
    }

    String describe() {
        return "%s: %s (%s), compared with version %d".formatted(field, kind, detail, version);
    }
}
