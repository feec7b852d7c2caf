package io.orderpipeline.pipeline.deadletter;

import io.orderpipeline.order.Cause;
import io.orderpipeline.registry.NotPublishedException;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.serde.UndecodableRecordException;
import java.util.function.Supplier;

/**
 * A record can never be handled, however often it is tried, and nothing has been done for it yet:
 * it may become a dead letter. Failures of the surroundings (broker, registry, store) are not of
 * this kind.
 */
public final class PoisonRecordException extends RuntimeException {

    private final RuntimeException failure;

    private PoisonRecordException(Cause cause, RuntimeException failure) {
        super("record %s cannot be handled: %s".formatted(cause, failure.getMessage()), failure);
        this.failure = failure;
    }

    /** What is wrong with the record. */
    RuntimeException failure() {
        return failure;
    }

    /** How far it came: the value of {@code DeadLetterHeaders.STAGE}. */
    String stage() {
        return failure instanceof UndecodableRecordException ? "deserialization" : "processing";
    }

    /**
     * What {@code handling} yields. It must have no effect: its failures, except those of the
     * surroundings, are taken as the record's own.
     */
    public static <T> T unlessHandled(Cause cause, Supplier<T> handling) {
        try {
            return handling.get();
        } catch (RegistryUnavailableException | NotPublishedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PoisonRecordException(cause, e);
        }
    }
}
