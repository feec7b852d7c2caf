package io.orderpipeline.pipeline.fold;

import io.orderpipeline.pipeline.deadletter.PoisonRecordException;

/**
 * How the records of a topic become the entries of a store. What a record leads to must follow from
 * it and from the entries before it alone, so that a prefix of the log always leads to the same
 * entries.
 */
@FunctionalInterface
public interface Fold {

    /**
     * Tells what a record changes.
     *
     * @return the record's time, in milliseconds since the epoch
     * @throws PoisonRecordException it can never be applied; whatever it has changed is forgotten
     */
    long apply(LogRecord message, Changes changes);
}
