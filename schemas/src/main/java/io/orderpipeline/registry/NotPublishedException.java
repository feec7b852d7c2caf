package io.orderpipeline.registry;

import org.apache.kafka.common.errors.SerializationException;

/** A record is to be written under a subject that lacks its schema: nobody published it. */
public final class NotPublishedException extends SerializationException {

    private static final long serialVersionUID = 1L;

    NotPublishedException(Subject subject, Throwable cause) {
        super(
                ("Subject %s does not hold this version of schema %s. The app publishes its"
                                + " schemas when it starts (Registry.publish): start it first, and"
                                + " use programs of the same version.")
                        .formatted(subject.name(), subject.schema().getFullName()),
                cause);
    }
}
