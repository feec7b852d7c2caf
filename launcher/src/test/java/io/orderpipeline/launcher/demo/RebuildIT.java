package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.launcher.fault.FaultCommand;
import io.orderpipeline.launcher.rebuild.Brokers;
import io.orderpipeline.launcher.rebuild.GroupHold;
import io.orderpipeline.launcher.rebuild.RebuildCommand;
import io.orderpipeline.launcher.rebuild.StatefulRole;
import io.orderpipeline.runtime.Role;
import io.orderpipeline.sim.Simulation;
import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.stack.ChildProcess;
import io.orderpipeline.stack.JavaCommand;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/**
 * The state of a killed app is damaged in every way, found by the audit, rebuilt, and gone on with;
 * the rebuild itself is killed on the way.
 */
final class RebuildIT {

    private static final long SEED = 23;
    private static final int KILLS = 4;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path directory;

    private final List<Path> ledgers = new ArrayList<>();
    private DemoFolder folder;
    private LocalStack stack;
    private Connection connection;
    private AppProcess app;

    @BeforeEach
    void start() throws Exception {
        folder = new DemoFolder(directory);
        stack = LocalStack.start(StackSpec.of(folder.stack()));
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(Optional.of(3));
        }
        connection = Connection.to(stack.bootstrapServers(), stack.registryUrl());
        app = AppProcess.start(stack, folder, "app", Role.labels());
        app.awaitReady();
    }

    @AfterEach
    void stop() {
        app.close();
        stack.close();
    }

    @ParameterizedTest
    @EnumSource(StatefulRole.class)
    void every_damage_is_found_repaired_by_the_rebuild_and_gone_on_with(StatefulRole role)
            throws Exception {
        send(role == StatefulRole.TRACKER ? Scenario.INCIDENT : Scenario.CALM, 120);
        assertThatAllIsGreen();
        assertThatARunningAppIsLeftAlone(role);

        app.kill();
        assertThatAnAppStartedMeanwhileIsKeptOut(role);
        damage(role, "drop");
        assertThatDryRunWritesNothing(role);
        assertThatPositionsBehindWhatWasWrittenAreRefused(role);
        rebuild(role);
        assertThat(stateRow().ok()).as(stateRow().detail()).isTrue();
        damage(role, "forge");
        killTheRebuildAtRandomMoments(role);
        rebuild(role);
        goOn();

        app.kill();
        damage(role, "delete-topic");
        if (role == StatefulRole.TRACKER) {
            assertThatNothingIsGivenUpWhileViewsRun();
        }
        assertThat(run(new FaultCommand(), "lose-state", "--state-dir", state()).code()).isZero();
        rebuild(role);
        goOn();
    }

    /** The app's first look at a state that was rebuilt is under traffic. */
    private void goOn() throws Exception {
        app.restart();
        app.awaitReady();
        send(Scenario.CALM, 60);
        assertThatAllIsGreen();
    }

    private void send(Scenario scenario, int orders) {
        Path ledger = folder.ledgers().resolve("traffic-" + ledgers.size() + ".jsonl");
        SimulationOptions options =
                new SimulationOptions(
                        TrafficOptions.of(scenario, SEED + ledgers.size(), orders),
                        connection,
                        400,
                        Duration.ofMinutes(3),
                        Optional.of(ledger));
        assertThat(new Simulation(options).run().settled()).isTrue();
        ledgers.add(ledger);
    }

    private AuditReport audit() {
        return new Auditor(
                        AuditOptions.of(connection, ledgers)
                                .withPaymentDeadline(AppProcess.DEADLINE, AppProcess.PATIENCE))
                .audit();
    }

    private void assertThatAllIsGreen() {
        assertThat(audit().invariants()).allMatch(AuditRow::ok);
    }

    private AuditRow stateRow() {
        return audit().invariants().stream()
                .filter(row -> row.id().equals("I5"))
                .findFirst()
                .orElseThrow();
    }

    private void assertThatARunningAppIsLeftAlone(StatefulRole role) {
        Ran refused = run(new RebuildCommand(), at(role.label(), "--patience", "1"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("still has members", "Stop the app there first");
        Ran inUse = run(new FaultCommand(), "lose-state", "--state-dir", state());
        assertThat(inUse.code()).isEqualTo(1);
        assertThat(inUse.err()).contains("in use by process " + app.pid());
    }

    private void assertThatAnAppStartedMeanwhileIsKeptOut(StatefulRole role) {
        String group = role.group(Applications.DEFAULT);
        try (Brokers brokers = new Brokers(connection);
                GroupHold hold =
                        GroupHold.take(
                                brokers,
                                group,
                                role.sources(),
                                Duration.ofSeconds(30),
                                told -> {})) {
            assertThat(hold).isNotNull();
            app.restart();
            assertThatThrownBy(app::awaitReady).hasMessageContaining("has ended");
        }
    }

    private void damage(StatefulRole role, String mode) throws Exception {
        Ran fault =
                run(
                        new FaultCommand(),
                        Stream.concat(
                                        Stream.of("damage-changelog"),
                                        Arrays.stream(
                                                at(
                                                        role.label(),
                                                        "--mode",
                                                        mode,
                                                        "--count",
                                                        "5",
                                                        "--seed",
                                                        "7",
                                                        "--json")))
                                .toArray(String[]::new));
        assertThat(fault.code()).as(fault.err()).isZero();
        JsonNode report = JSON.readTree(fault.out());
        assertThat(report.path("repair").asText()).contains("rebuild " + role.label());
        AuditRow row = stateRow();
        assertThat(row.ok()).isFalse();
        if (!mode.equals("delete-topic")) {
            report.path("damaged")
                    .forEach(name -> assertThat(row.detail()).contains(name.asText()));
        }
        assertThat(row.detail()).contains(role == StatefulRole.DECIDER ? "o-" : "/t-");
    }

    /** Nor does it touch the local copy, or keep anybody out. */
    private void assertThatDryRunWritesNothing(StatefulRole role) throws Exception {
        String group = role.group(Applications.DEFAULT);
        CompletableFuture<Ran> running =
                CompletableFuture.supplyAsync(
                        () ->
                                run(
                                        new RebuildCommand(),
                                        at(
                                                role.label(),
                                                "--dry-run",
                                                "--state-dir",
                                                state(),
                                                "--json")));
        try (Admin admin = connection.clients().admin(Duration.ofSeconds(30))) {
            while (!running.isDone()) {
                assertThat(admin.describeConsumerGroups(List.of(group)).all().get().values())
                        .allMatch(found -> found.members().isEmpty());
            }
        }
        Ran run = running.get();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).path("missing").asInt()).isEqualTo(5);
        assertThat(Path.of(state()).resolve(group)).isDirectory();
        assertThat(stateRow().ok()).isFalse();
    }

    private void assertThatPositionsBehindWhatWasWrittenAreRefused(StatefulRole role)
            throws Exception {
        String group = role.group(Applications.DEFAULT);
        try (Admin admin = connection.clients().admin(Duration.ofSeconds(30))) {
            Map<TopicPartition, OffsetAndMetadata> there =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
            there.keySet().forEach(at -> back.put(at, new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(group, back).all().get();
            Ran refused = run(new RebuildCommand(), at(role.label(), "--state-dir", state()));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .containsAnyOf("are behind what it has written", "has committed no capture")
                    .contains("nothing was written");
            assertThat(Path.of(state()).resolve(group)).isDirectory();
            admin.alterConsumerGroupOffsets(group, there).all().get();
        }
    }

    /** They would go on at positions of the changelog that is gone. */
    private void assertThatNothingIsGivenUpWhileViewsRun() {
        String views = Applications.DEFAULT.views(Applications.FIRST_VIEWS_GENERATION);
        try (Brokers brokers = new Brokers(connection);
                GroupHold hold =
                        GroupHold.take(
                                brokers,
                                views,
                                List.of(Topics.ORDER_EVENT.name()),
                                Duration.ofSeconds(30),
                                told -> {})) {
            assertThat(hold).isNotNull();
            Ran refused =
                    run(
                            new RebuildCommand(),
                            at("tracker", "--state-dir", state(), "--patience", "1"));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains(views + " still has members", "nothing was changed");
            assertThat(brokers.topics()).doesNotContain(Applications.DEFAULT.ledgerChangelog());
            assertThat(Path.of(state()).resolve(Applications.DEFAULT.tracker())).isDirectory();
        }
    }

    private void rebuild(StatefulRole role) {
        Ran run = run(new RebuildCommand(), at(role.label(), "--state-dir", state(), "--json"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    private void killTheRebuildAtRandomMoments(StatefulRole role) throws Exception {
        Random random = new Random(SEED);
        List<String> arguments = new ArrayList<>(List.of("rebuild"));
        arguments.addAll(List.of(at(role.label(), "--state-dir", state())));
        List<String> command =
                JavaCommand.guarded(
                        List.of("-Xmx256m", "-Dpipeline.home=" + folder.root()),
                        System.getProperty("java.class.path"),
                        "io.orderpipeline.launcher.Main",
                        arguments);
        for (int kill = 0; kill < KILLS; kill++) {
            ChildProcess rebuild =
                    ChildProcess.start("rebuild", command, directory.resolve("rebuild.log"));
            long deadline = System.nanoTime() + Duration.ofMillis(random.nextInt(9_000)).toNanos();
            while (rebuild.isAlive() && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            rebuild.killHard();
        }
    }

    private String state() {
        return folder.appState("app").toString();
    }

    private String[] at(String... arguments) {
        return Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of(
                                "--bootstrap",
                                connection.bootstrap(),
                                "--registry",
                                connection.registry(),
                                "--set",
                                "payment.deadline.ms=" + AppProcess.DEADLINE.toMillis(),
                                "--set",
                                "payment.patience.ms=" + AppProcess.PATIENCE.toMillis()))
                .toArray(String[]::new);
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                new CommandLine(command)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
