package io.orderpipeline.launcher.demo;

import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a demo is to do.
 *
 * @param orders how many orders
 * @param seed what the traffic and the moment of the crash derive from
 * @param ratePerSecond commands per second, 0 for as fast as possible
 */
record DemoOptions(int orders, long seed, int ratePerSecond) {

    /** Covers the time in which the app is down and catches up. */
    private static final Duration SETTLE = Duration.ofMinutes(2);

    DemoOptions {
        simulation(
                new TrafficOptions(seed, orders, Scenario.MISCHIEF.mischief()),
                Connection.to("127.0.0.1:1", "http://127.0.0.1:1"),
                ratePerSecond,
                Path.of("checks-the-limits"));
    }

    SimulationOptions simulation(Connection connection, Path ledger) {
        TrafficOptions traffic = new TrafficOptions(seed, orders, Scenario.MISCHIEF.mischief());
        return simulation(traffic, connection, ratePerSecond, ledger);
    }

    private static SimulationOptions simulation(
            TrafficOptions traffic, Connection connection, int rate, Path ledger) {
        return new SimulationOptions(traffic, connection, rate, SETTLE, Optional.of(ledger));
    }

    /** Share of the traffic after which the app is killed: somewhere in the middle. */
    double killAfterShare() {
        return 0.3 + 0.4 * new SplittableRandom(seed).nextDouble();
    }
}
