package io.orderpipeline.registry;

import org.apache.kafka.common.errors.SerializationException;

/** The registry holds something under an id, but not an Avro schema that this program can parse. */
public final class UnusableSchemaException extends SerializationException {

    private static final long serialVersionUID = 1L;

    UnusableSchemaException(int id, Throwable cause) {
        super("The schema with id %d is not an Avro schema".formatted(id), cause);
    }
}
