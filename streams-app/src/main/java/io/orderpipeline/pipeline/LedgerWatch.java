package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Is told how the ledger stands, for metrics. Called by stream threads; what it hears may still be
 * rolled back, so nothing may be decided by it.
 */
public interface LedgerWatch {

    /**
     * How one partition of the ledger stands.
     *
     * @param counts transactions by state
     * @param oldestPending when the oldest pending one was captured
     * @param oldestUntracked when the oldest untracked one missed its deadline
     */
    record Standing(
            Map<TransactionState, Long> counts,
            Optional<Instant> oldestPending,
            Optional<Instant> oldestUntracked) {}

    /** Told a few times a second, while the partition is here. */
    void standing(int partition, Standing standing);

    /** A transaction came to another state. */
    void moved(Transaction before, Transaction after);

    /** The partition went elsewhere. */
    void gone(int partition);
}
