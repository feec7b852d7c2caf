package io.orderpipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.audit.LedgerFiles;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.Applications;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real broker, real registry, no app: everything is acknowledged and nothing ever settles. */
class WithoutAppIT {

    /** Of its own: what other tests leave on a shared one would be audited too. */
    private static LocalStack stack;

    @TempDir private static Path stackFolder;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        stack = PipelineStack.prepared(LocalStack.start(StackSpec.of(stackFolder)));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void records_are_acknowledged_and_none_settles_and_the_audit_says_so() {
        TrafficOptions traffic = new TrafficOptions(11, 60, Scenario.MISCHIEF.mischief());
        Path file = folder.resolve("run.jsonl");
        List<SimulationProgress> heard = new ArrayList<>();

        SimulationResult result = new Simulation(options(traffic, file), heard::add).run();

        long captured = captures(new Traffic(traffic));
        long size = new Traffic(traffic).size() - captured;
        assertThat(result.complete()).isTrue();
        assertThat(result.settled()).isFalse();
        assertThat(result.commands())
                .isEqualTo(new SimulationResult.Commands(size, size, 0, 0, 0, 0, 0, 0, size));
        assertThat(result.transactions())
                .isEqualTo(new SimulationResult.Transactions(captured, 0, 0, 0, 0, captured, 0));
        assertThat(result.recoverySeconds()).isNull();
        assertThat(result.notes()).isEmpty();
        assertThat(heard.get(heard.size() - 1).acknowledgedShare()).isEqualTo(1.0);

        Ledger ledger = LedgerReader.read(file);
        assertThat(ledger.end().orElseThrow().complete()).isTrue();
        assertThat(ledger.plans()).hasSize(60);
        assertThat(ledger.records())
                .hasSize((int) size)
                .allMatch(each -> each.fate() == Fate.ACKNOWLEDGED && each.attempts() == 1);
        assertThat(ledger.captures())
                .hasSize((int) captured)
                .allMatch(each -> each.fate() == Fate.ACKNOWLEDGED);
        assertThat(ledger.refunds()).isEmpty();

        AuditReport report = audit(List.of(file));
        assertThat(row(report, "I1").ok()).isFalse();
        assertThat(row(report, "I1").detail()).contains("has no outcome");
        assertThat(row(report, "I2").detail()).contains("nothing to check");
        assertThat(row(report, "I6").ok()).isFalse();
        assertThat(row(report, "I6").detail()).contains("-decider has");
        assertThat(report.ok()).isFalse();
    }

    @Test
    void without_ledgers_the_topics_are_audited_alone() {
        assertThat(audit(List.of()).notes()).anyMatch(note -> note.contains("audited alone"));
    }

    @Test
    void the_commands_print_documents_and_exit_by_verdict() {
        Path file = folder.resolve("command.jsonl");
        String simulated =
                run(
                        new SimulateCommand(),
                        0,
                        "--orders=5",
                        "--seed=12",
                        "--rate=0",
                        "--settle=0",
                        "--json",
                        "--ledger=" + file);
        String audited = run(new AuditCommand(), 1, "--settle=0", "--ledger=" + file);

        assertThat(simulated)
                .startsWith("{")
                .contains("\"seed\" : 12", "\"acknowledged\" : ", "\"pending\" : ");
        assertThat(audited).contains("I1", "nothing lost", "audit: failed");
    }

    private static long captures(Traffic traffic) {
        return StreamSupport.stream(traffic.spliterator(), false)
                .filter(sending -> sending.record().capture().isPresent())
                .count();
    }

    private AuditReport audit(List<Path> ledgers) {
        return new Auditor(
                        new AuditOptions(
                                connection(),
                                Applications.DEFAULT,
                                LedgerFiles.named(ledgers),
                                Duration.ZERO,
                                DeciderMemory.DEFAULT))
                .audit();
    }

    private static SimulationOptions options(TrafficOptions traffic, Path ledger) {
        return new SimulationOptions(
                traffic, connection(), 0, Duration.ofSeconds(1), Optional.of(ledger));
    }

    private static Connection connection() {
        return Connection.to(stack.bootstrapServers(), stack.registryUrl());
    }

    private static AuditRow row(AuditReport report, String id) {
        return report.invariants().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String run(Object command, int exit, String... args) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--bootstrap=" + stack.bootstrapServers());
        all.add("--registry=" + stack.registryUrl());
        int code =
                new CommandLine(command)
                        .setOut(new PrintWriter(out, true))
                        .execute(all.toArray(String[]::new));
        assertThat(code).as(out.toString()).isEqualTo(exit);
        return out.toString();
    }
}
