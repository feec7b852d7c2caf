package io.orderpipeline.launcher.fault;

import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.Simulation;
import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Does its damage by what is sent: orders that go wrong, with a ledger that knows how each should
 * have ended, so that an audit can tell.
 *
 * @param traffic what is sent
 * @param settle how long to wait for what comes of it
 * @param ledger where to keep the ledger; absent is a new file in the usual folder
 */
record TrafficFault(TrafficOptions traffic, Duration settle, Optional<Path> ledger) {

    /** Sends it. */
    void send(AppConfig config) {
        Connection connection =
                Connection.to(
                        config.cluster().bootstrapServers(),
                        config.cluster().registryUrl().toString());
        SimulationResult unused =
                new Simulation(
                                new SimulationOptions(
                                        traffic,
                                        connection,
                                        SimulationOptions.DEFAULT_RATE,
                                        settle,
                                        ledger))
                        .run();
    }

    /** Names what is damaged: one text for each plan that has one. */
    List<String> damaged(Function<Plan, Stream<String>> names) {
        return StreamSupport.stream(new Traffic(traffic).spliterator(), false)
                .filter(sending -> sending.index() == 0)
                .flatMap(sending -> names.apply(sending.plan()))
                .toList();
    }
}
