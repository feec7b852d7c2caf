package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the auditor judges by. Immutable; reading Kafka and files ends here.
 *
 * @param log the topics
 * @param states the changelog's final word per order id
 * @param ledgers what clients recorded
 * @param books whether everything is finished
 * @param horizon when a state may be forgotten
 */
public record Evidence(
        Log log,
        Map<String, StateRecord> states,
        List<Ledger> ledgers,
        Books books,
        Horizon horizon) {

    /**
     * When a state may be forgotten.
     *
     * @param now when the evidence was read
     * @param memory what the decider remembers, and how long
     */
    public record Horizon(Instant now, DeciderMemory memory) {

        Duration closedRetention() {
            return memory.closedRetention();
        }

        boolean passed(long sinceMs) {
            return now.toEpochMilli() - sinceMs >= closedRetention().toMillis();
        }
    }

    public Evidence {
        states = Map.copyOf(states);
        ledgers = List.copyOf(ledgers);
    }
}
