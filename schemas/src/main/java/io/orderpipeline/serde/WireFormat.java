package io.orderpipeline.serde;

/**
 * Confluent's wire format: one byte 0, the id of the writer's schema as four bytes, big-endian,
 * then Avro's binary encoding of the record. See "Wire format" in the documentation of Confluent
 * Schema Registry.
 */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}
}
