package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.traffic.Limits;
import java.time.Duration;

/**
 * What the decider remembers, as in its configuration.
 *
 * @param closedRetention how long it keeps the state of a closed order, {@code
 *     closed.order.retention.ms}
 * @param commands how many handled command ids it remembers per order, {@code command.memory.size};
 *     1 to 10,000
 */
public record DeciderMemory(Duration closedRetention, int commands) {

    /** The decider's own defaults. */
    public static final DeciderMemory DEFAULT = new DeciderMemory(Duration.ofDays(7), 64);

    public DeciderMemory {
        if (closedRetention.isNegative()) {
            throw Limits.refused("--closed-retention", closedRetention.toString(), "0s or longer");
        }
        Limits.count("--command-memory", commands, 1, 10_000);
    }
}
