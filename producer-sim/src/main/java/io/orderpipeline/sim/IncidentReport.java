package io.orderpipeline.sim;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.mapstore.MapStoreOptions;
import io.orderpipeline.sim.mapstore.MapStoreResult;
import io.orderpipeline.sim.mapstore.MapStoreRun;
import io.orderpipeline.sim.mapstore.comparison.Comparison;
import io.orderpipeline.sim.mapstore.comparison.ComparisonTable;
import io.orderpipeline.sim.mapstore.comparison.Losses;
import io.orderpipeline.sim.mapstore.comparison.PipelineReader;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.topic.Applications;

/**
 * The incident re-run against both, and the document that {@code simulate --scenario incident}
 * prints.
 *
 * @param simulation what the clients of the pipeline saw
 * @param pipeline what the pipeline lost of this traffic
 * @param mapStore what an in-memory map store made of the same traffic
 */
record IncidentReport(
        @JsonUnwrapped SimulationResult simulation, Losses pipeline, MapStoreResult mapStore) {

    /** The map store crashes when half of the traffic was sent. */
    private static final double CRASH_AFTER_SHARE = 0.5;

    static IncidentReport of(
            SimulationResult simulation, Connection connection, TrafficOptions traffic)
            throws InterruptedException {
        Losses pipeline =
                Comparison.of(PipelineReader.read(connection, Applications.DEFAULT, traffic::owns));
        MapStoreResult mapStore = MapStoreRun.run(MapStoreOptions.of(traffic, CRASH_AFTER_SHARE));
        return new IncidentReport(simulation, pipeline, mapStore);
    }

    String table() {
        return ComparisonTable.of(pipeline, mapStore.losses(), simulation.recoverySeconds())
                + "(the map store crashed after half of the traffic; what happened to the app is up to"
                + " you, and `pipeline demo` kills it)\n";
    }
}
