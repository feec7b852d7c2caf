package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.client.Connection;
import java.util.List;

/**
 * What the demo came to, and the document that {@code --json} writes.
 *
 * @param throughput settled records per second, as the simulation measures it
 * @param latencyMs from sending a command to its event being readable under read_committed; the
 *     time in which the app was down is in it
 * @param crash the kill -9 and what it took to recover
 * @param invariants the auditor's rows, and the orders read over HTTP
 */
record DemoReport(
        long seed,
        int orders,
        SimulationResult.Commands commands,
        SimulationResult.Throughput throughput,
        Latency latencyMs,
        Crash.Told crash,
        List<AuditRow> invariants,
        Addresses addresses,
        boolean settled) {

    /** Milliseconds. */
    record Latency(double p50, double p99, double max) {}

    /** Where to look, while the demo is up. */
    record Addresses(String http, String bootstrap, String registry, String ledger) {

        Addresses(AppProcess app, Connection connection, DemoFolder folder) {
            this(
                    app.http().toString(),
                    connection.bootstrap(),
                    connection.registry(),
                    folder.ledger().toString());
        }
    }

    static DemoReport of(
            SimulationResult result,
            List<AuditRow> invariants,
            Crash.Told crash,
            Addresses addresses) {
        return new DemoReport(
                result.seed(),
                result.orders(),
                result.commands(),
                result.throughput(),
                new Latency(
                        result.latencyMs().p50(),
                        result.latencyMs().p99(),
                        result.latencyMs().max()),
                crash,
                List.copyOf(invariants),
                addresses,
                result.settled());
    }

    /** Everything was sent and settled, and every row is green. */
    @JsonProperty
    boolean ok() {
        return settled && invariants.stream().allMatch(AuditRow::ok);
    }
}
