package io.orderpipeline.topic;

/**
 * Headers of a record on {@code order.dead-letter}; all values are UTF-8 text. Key and value of the
 * dead letter are those of the failing record, byte for byte, and its own headers come first. The
 * names that begin with {@code __streams.errors} are those that Kafka Streams itself uses
 * (KIP-1034).
 */
public final class DeadLetterHeaders {

    /** Topic of the failing record. */
    public static final String TOPIC = "__streams.errors.topic";

    /** Partition of the failing record, decimal. */
    public static final String PARTITION = "__streams.errors.partition";

    /** Offset of the failing record, decimal. */
    public static final String OFFSET = "__streams.errors.offset";

    /** Class name of the failure. */
    public static final String EXCEPTION = "__streams.errors.exception";

    /** What was wrong, for people. */
    public static final String MESSAGE = "__streams.errors.message";

    /** Timestamp of the failing record, milliseconds since the epoch, decimal. */
    public static final String TIMESTAMP = "order.errors.timestamp";

    /** Where it failed: {@code deserialization} or {@code processing}. */
    public static final String STAGE = "order.errors.stage";

    /** The {@code application.id} that gave up on the record. */
    public static final String APPLICATION = "order.errors.application";

    /**
     * Present when the record was too large to be written again: how many bytes of value were left
     * out, decimal. The record itself still stands where the other headers say.
     */
    public static final String VALUE_OMITTED = "order.errors.value.omitted";

    private DeadLetterHeaders() {}
}
