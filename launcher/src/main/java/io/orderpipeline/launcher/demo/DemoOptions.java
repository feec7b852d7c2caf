package io.orderpipeline.launcher.demo;

import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.mapstore.MapStoreOptions;
import io.orderpipeline.sim.reads.ReadingOptions;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a demo is to do.
 *
 * @param orders how many orders
 * @param seed what the traffic and the moments of the crashes derive from
 * @param ratePerSecond records per second, 0 for as fast as possible
 * @param split whether each role runs, and is killed, in a process of its own
 */
record DemoOptions(int orders, long seed, int ratePerSecond, boolean split) {

    /** Covers the time in which the app is down and catches up, and recovers what was lost. */
    private static final Duration SETTLE = Duration.ofMinutes(4);

    private static final ReadingOptions.Pace READING = new ReadingOptions.Pace(4, 50);
    private static final Duration READING_AT_MOST = Duration.ofHours(1);

    DemoOptions {
        simulation(
                TrafficOptions.of(Scenario.INCIDENT, seed, orders),
                Connection.to("127.0.0.1:1", "http://127.0.0.1:1"),
                ratePerSecond,
                Path.of("checks-the-limits"));
    }

    TrafficOptions traffic() {
        return TrafficOptions.of(Scenario.INCIDENT, seed, orders);
    }

    /** Captures whose confirmation is dropped: all of them must be found, and no other. */
    long dropped() {
        return new Traffic(traffic()).incident().orElseThrow().dropped();
    }

    SimulationOptions simulation(Connection connection, Path ledger) {
        return simulation(traffic(), connection, ratePerSecond, ledger);
    }

    private static SimulationOptions simulation(
            TrafficOptions traffic, Connection connection, int rate, Path ledger) {
        return new SimulationOptions(traffic, connection, rate, SETTLE, Optional.of(ledger));
    }

    /** Questions beside the traffic, few enough to leave the processors to it. */
    ReadingOptions reading(URI app, Path folder) {
        return new ReadingOptions(List.of(app), folder, READING, READING_AT_MOST, seed);
    }

    MapStoreOptions mapStore() {
        return MapStoreOptions.of(traffic(), killAfterShares().get(0));
    }

    /**
     * Shares of the traffic after which something is killed, in rising order: twice the whole app,
     * or once each role.
     */
    List<Double> killAfterShares() {
        SplittableRandom random = new SplittableRandom(seed);
        double first = 0.2 + 0.3 * random.nextDouble();
        double second = 0.55 + 0.2 * random.nextDouble();
        double third = 0.8 + 0.2 * random.nextDouble();
        return split ? List.of(first, second, third) : List.of(first, third);
    }

    /** Which process each of these shares is for, as an index: every order of the roles occurs. */
    List<Integer> killed() {
        if (!split) {
            return List.of(0, 0);
        }
        int start = (int) Math.floorMod(seed, 3L);
        int step = (seed & 4) == 0 ? 1 : 2;
        return List.of(start, (start + step) % 3, (start + 2 * step) % 3);
    }
}
