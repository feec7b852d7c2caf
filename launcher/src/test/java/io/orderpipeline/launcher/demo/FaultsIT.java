package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.deadletters.DeadLettersCommand;
import io.orderpipeline.launcher.fault.FaultCommand;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.stack.ChildProcess;
import io.orderpipeline.stack.JavaCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Induced faults, each found by the audit, repaired by the command that it names, and green again.
 * Those of the decider's and the tracker's state are {@link RebuildIT}'s.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FaultsIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private static Path directory;

    private static ReplayStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new ReplayStage(directory);
        host("decider,views");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @Order(1)
    void payments_whose_confirmations_are_lost_are_settled_when_the_tracker_runs()
            throws Exception {
        Path ledger = ledger("lost");
        JsonNode report =
                fault("lost-confirmations", "--orders", "60", "--seed", "31", "--ledger", ledger);
        stage.keep(ledger);
        assertThat(report.path("count").asInt()).isPositive();
        stage.awaitDecided(LONG);
        AuditReport red = stage.audit(Duration.ZERO);
        assertThatOnlyTheseAreRed(red, "I5", "I6", "I7", "I8", "I9");
        assertThatItNames(red, report);

        stage.instances.forEach(AppProcess::close);
        stage.instances.clear();
        host("decider,tracker,views");
        ChildProcess gateway = gateway();
        try {
            stage.awaitSettled(LONG);
        } finally {
            gateway.killHard();
        }
        assertThatAllIsGreen();
    }

    @Test
    @Order(2)
    void orders_whose_commands_went_astray_go_on_when_the_letters_are_redriven() throws Exception {
        Path ledger = ledger("poison");
        JsonNode report = fault("poison", "--seed", "32", "--ledger", ledger);
        stage.keep(ledger);
        AuditReport red = stage.audit();
        assertThatOnlyTheseAreRed(red, "P");
        assertThatItNames(red, report);

        run(
                new DeadLettersCommand(),
                "redrive",
                "--all",
                "--reason",
                "belongs to partition",
                "--execute",
                "--by",
                "it",
                "--why",
                "a fault");
        assertThatAllIsGreen();
    }

    @Test
    @Order(3)
    void what_a_mistaken_projection_did_is_repaired_by_the_right_one_and_a_replay()
            throws Exception {
        deploy(FaultyApp.class);
        stage.send(33, 40, 200);
        AuditReport red = stage.audit();
        assertThatOnlyTheseAreRed(red, "I10");

        stage.instances.forEach(AppProcess::close);
        stage.instances.clear();
        host("decider,tracker,views");
        assertThatOnlyTheseAreRed(stage.audit(), "I10");
        replay();
        assertThatAllIsGreen();
    }

    @Test
    @Order(4)
    void views_that_are_stale_or_wrong_are_replaced_by_a_replay() throws Exception {
        AppProcess app = stage.instances.get(0);
        app.stop();
        String state = stage.folder.appState("app").toString();
        JsonNode report =
                fault("corrupt-view", "--state-dir", state, "--count", "4", "--seed", "7");
        app.restart();
        app.awaitReady();
        AuditReport red = stage.audit();
        assertThatOnlyTheseAreRed(red, "I10");
        assertThatItNames(red, report);

        replay();
        assertThatAllIsGreen();
    }

    private static void host(String roles) throws Exception {
        AppProcess unused = stage.host(AppProcess.start(stage.stack, stage.folder, "app", roles));
    }

    private static void deploy(Class<?> main) throws Exception {
        stage.instances.forEach(AppProcess::close);
        stage.instances.clear();
        AppProcess unused = stage.host(AppProcess.of(main, stage.stack, stage.folder, "app"));
    }

    private static ChildProcess gateway() {
        List<String> arguments =
                List.of(
                        "gateway",
                        "--book",
                        directory.resolve("book.jsonl").toString(),
                        "--bootstrap",
                        stage.connection.bootstrap(),
                        "--registry",
                        stage.connection.registry());
        List<String> command =
                JavaCommand.guarded(
                        List.of("-Xmx256m", "-Dpipeline.home=" + stage.folder.root()),
                        System.getProperty("java.class.path"),
                        "io.orderpipeline.launcher.Main",
                        arguments);
        return ChildProcess.start("gateway", command, directory.resolve("gateway.log"));
    }

    private static Path ledger(String name) {
        return stage.folder.ledgers().resolve(name + ".jsonl");
    }

    private static void replay() throws Exception {
        ReplayProcess replay = stage.begin("replay", "--promote", "--by", "it", "--why", "a fault");
        assertThat(replay.await(LONG)).as(replay.told()).isZero();
    }

    private static void assertThatAllIsGreen() {
        assertThat(stage.audit().invariants()).allMatch(AuditRow::ok);
    }

    private static void assertThatOnlyTheseAreRed(AuditReport report, String... ids) {
        assertThat(report.invariants())
                .filteredOn(row -> !row.ok())
                .extracting(AuditRow::id)
                .isNotEmpty()
                .isSubsetOf(ids);
    }

    private static void assertThatItNames(AuditReport red, JsonNode report) {
        String told =
                red.invariants().stream()
                        .filter(row -> !row.ok())
                        .map(AuditRow::detail)
                        .toList()
                        .toString();
        assertThat(report.path("damaged")).isNotEmpty();
        assertThat(told).contains(report.path("damaged").get(0).asText());
    }

    private static JsonNode fault(Object... arguments) throws Exception {
        String out =
                run(
                        new FaultCommand(),
                        Stream.concat(Arrays.stream(arguments), Stream.of("--json"))
                                .map(String::valueOf)
                                .toArray(String[]::new));
        return JSON.readTree(out);
    }

    private static String run(Object command, String... arguments) {
        List<String> all =
                Stream.concat(
                                Arrays.stream(arguments),
                                Stream.of(
                                        "--bootstrap",
                                        stage.connection.bootstrap(),
                                        "--registry",
                                        stage.connection.registry()))
                        .toList();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                new CommandLine(command)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(all.toArray(String[]::new));
        assertThat(code).as(err.toString() + out).isZero();
        return out.toString();
    }
}
