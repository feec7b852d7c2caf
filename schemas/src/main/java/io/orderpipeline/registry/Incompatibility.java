package io.orderpipeline.registry;

/**
 * One reason why a new schema cannot read what an older one wrote.
 *
 * @param version the older version, as the registry counts
 * @param field where: names of records and fields, joined by dots
 * @param kind Avro's name for the kind of incompatibility
 * @param detail Avro's explanation
 */
public record Incompatibility(int version, String field, String kind, String detail) {

    String describe() {
        return "%s: %s (%s), compared with version %d".formatted(field, kind, detail, version);
    }
}
