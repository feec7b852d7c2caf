package io.orderpipeline.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Bytes that are not, and never will be, a record of the type wanted: a poison record. */
public final class UndecodableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** They end too early: before the schema id, or within the body. */
        TRUNCATED,
        /** The first byte is not 0. */
        WRONG_MAGIC,
        /** The registry knows no schema with the id that they name. */
        UNKNOWN_SCHEMA_ID,
        /** They were written with the schema of another record. */
        WRONG_TYPE,
        /** They were written with a version of the schema that this program cannot read. */
        INCOMPATIBLE_SCHEMA,
        /** The body does not follow its schema. */
        MALFORMED,
        /** Something follows the body. */
        TRAILING_BYTES
    }

    private final Reason reason;

    UndecodableRecordException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong with the bytes. */
    public Reason reason() {
        return reason;
    }
}
