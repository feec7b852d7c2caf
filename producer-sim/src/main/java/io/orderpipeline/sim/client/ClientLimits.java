package io.orderpipeline.sim.client;

import java.time.Duration;

/**
 * How long the simulated clients wait.
 *
 * @param preflight until the broker must have answered at the start
 * @param delivery until a record that is not acknowledged counts as unknown
 * @param attempts how often a record is sent at most, the first time included
 * @param close how long a stopping client waits for what is under way
 */
public record ClientLimits(Duration preflight, Duration delivery, int attempts, Duration close) {

    /** Patient enough to sit out the restart of a broker. */
    public static final ClientLimits DEFAULT =
            new ClientLimits(
                    Duration.ofSeconds(8), Duration.ofSeconds(30), 10, Duration.ofSeconds(5));
}
