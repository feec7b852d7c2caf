package io.orderpipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Incident;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The incident with a real broker and somebody who stands in for the app. */
class IncidentIT {

    private static LocalStack stack;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        stack = PipelineStack.prepared(SharedStack.get());
    }

    @Test
    void every_capture_is_closed_and_then_the_late_confirmations_are_sent() throws Exception {
        TrafficOptions options = TrafficOptions.of(Scenario.INCIDENT, 61, 400);
        Traffic traffic = new Traffic(options);
        Incident incident = traffic.incident().orElseThrow();
        Path file = folder.resolve("run.jsonl");

        StandIn app = new StandIn(connection(), traffic);
        SimulationResult result;
        try {
            result = new Simulation(options(options, file)).run();
        } finally {
            app.stop();
        }

        SimulationResult.Transactions transactions = result.transactions();
        assertThat(result.settled()).as(result.toString()).isTrue();
        assertThat(transactions.captured()).isEqualTo(incident.captured());
        assertThat(transactions.untracked()).isEqualTo(incident.dropped());
        assertThat(transactions.recovered() + transactions.refunded())
                .isEqualTo(incident.dropped());
        assertThat(result.recoverySeconds()).isPositive();
        assertThat(result.notes()).anyMatch(note -> note.contains(" 3 restarts"));
        Ledger ledger = LedgerReader.read(file);
        assertThat(ledger.refunds()).hasSize((int) transactions.refunded());
        assertThat(ledger.refunds().stream().map(Line.Refunded::transaction))
                .doesNotHaveDuplicates();
        assertThat(ledger.records().stream().filter(each -> each.kind().equals("late-original")))
                .hasSize(incident.lateOriginals());
        assertThat(ledger.captures()).hasSize(incident.captured());
    }

    @Test
    void late_confirmations_are_not_sent_while_payments_are_open() {
        Path file = folder.resolve("open.jsonl");
        StringWriter out = new StringWriter();

        int exit =
                new CommandLine(new SimulateCommand())
                        .setOut(new PrintWriter(out, true))
                        .execute(
                                "--scenario=incident",
                                "--orders=100",
                                "--seed=62",
                                "--settle=0",
                                "--ledger=" + file,
                                "--bootstrap=" + stack.bootstrapServers(),
                                "--registry=" + stack.registryUrl());

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains("late confirmations were not sent", "pending");
        Ledger ledger = LedgerReader.read(file);
        assertThat(ledger.end().orElseThrow().complete()).isFalse();
        assertThat(ledger.records()).noneMatch(each -> each.kind().equals("late-original"));
    }

    private static SimulationOptions options(TrafficOptions traffic, Path file) {
        return new SimulationOptions(
                traffic, connection(), 0, Duration.ofSeconds(90), Optional.of(file));
    }

    private static Connection connection() {
        return Connection.to(stack.bootstrapServers(), stack.registryUrl());
    }
}
