package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.reads.ReadsLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the auditor judges by. Immutable; reading Kafka and files ends here.
 *
 * @param log the topics
 * @param stores the final words of the changelogs
 * @param testimony what clients recorded
 * @param books whether everything is finished
 * @param horizon what time has done
 */
public record Evidence(Log log, Stores stores, Testimony testimony, Books books, Horizon horizon) {

    /**
     * What time has done: which states may be forgotten, which payments must have moved.
     *
     * @param now when the evidence was read
     * @param memory what the decider remembers, and how long
     * @param payments how long the tracker lets a payment wait
     */
    public record Horizon(Instant now, DeciderMemory memory, PaymentDeadline payments) {

        Duration closedRetention() {
            return memory.closedRetention();
        }

        boolean passed(long sinceMs) {
            return now.toEpochMilli() - sinceMs >= closedRetention().toMillis();
        }
    }

    /** What clients sent. */
    List<Ledger> ledgers() {
        return testimony.ledgers();
    }

    /** What clients were told. */
    List<ReadsLedger> reads() {
        return testimony.reads();
    }

    /** The decider's final word per order id. */
    Map<String, StateRecord> states() {
        return stores.states();
    }

    /** True when there is a tracker's ledger. */
    boolean tracked() {
        return stores.rows().isPresent();
    }

    /** The tracker's final word per transaction; none when no tracker has run. */
    Map<String, RowRecord> rows() {
        return stores.rows().orElse(Map.of());
    }
}
