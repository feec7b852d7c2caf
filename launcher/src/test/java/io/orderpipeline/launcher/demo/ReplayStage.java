package io.orderpipeline.launcher.demo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.generation.GenerationReader;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.sim.Simulation;
import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.reads.Reading;
import io.orderpipeline.sim.reads.ReadingOptions;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.Applications;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A stack, instances of the app, traffic, readers, and the commands about generations. */
final class ReplayStage implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITIONS = 2;

    final DemoFolder folder;
    final LocalStack stack;
    final Connection connection;
    final List<AppProcess> instances = new ArrayList<>();
    private final List<Path> ledgers = new ArrayList<>();
    private final Registry registry;
    private final GenerationReader reader;

    ReplayStage(Path directory) {
        folder = new DemoFolder(directory);
        stack = LocalStack.start(StackSpec.of(folder.stack()));
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(Optional.of(PARTITIONS));
        }
        connection = Connection.to(stack.bootstrapServers(), stack.registryUrl());
        registry = Registry.connect(stack.registryUrl());
        reader =
                new GenerationReader(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        Applications.DEFAULT,
                        registry);
    }

    /** Adds an instance, and waits for it. */
    AppProcess host(AppProcess instance) throws InterruptedException {
        instances.add(instance);
        instance.awaitReady();
        return instance;
    }

    /** Sends orders and waits for what comes of them. */
    void send(long seed, int orders, int perSecond) {
        Path ledger = folder.ledgers().resolve("traffic-" + seed + ".jsonl");
        var unused =
                new Simulation(
                                new SimulationOptions(
                                        TrafficOptions.of(Scenario.CALM, seed, orders),
                                        connection,
                                        perSecond,
                                        Duration.ofMinutes(3),
                                        Optional.of(ledger)))
                        .run();
        ledgers.add(ledger);
    }

    static String order(long seed, int number) {
        return "o-" + Long.toHexString(seed) + "-" + number;
    }

    /** Sessions that ask any instance, and keep what they are told for I11. */
    Reading reading(long seed) {
        return new Reading(
                new ReadingOptions(
                        instances.stream().map(AppProcess::http).toList(),
                        folder.ledgers(),
                        new ReadingOptions.Pace(4, 40),
                        Duration.ofMinutes(15),
                        seed));
    }

    /** The newest table. */
    GenerationTable table() {
        return reader.current(PATIENCE);
    }

    /** Begins a command about generations. */
    ReplayProcess begin(String... arguments) throws IOException {
        return ReplayProcess.start(stack, instances.get(0), folder.root(), List.of(arguments));
    }

    JsonNode json(AppProcess instance, String path) throws Exception {
        return JSON.readTree(instance.get(path).body());
    }

    /** Holds what was sent elsewhere against the topics as well. */
    void keep(Path ledger) {
        ledgers.add(ledger);
    }

    AuditReport audit() {
        return audit(AuditOptions.DEFAULT_SETTLE);
    }

    /** The same, after waiting this long at most for what is under way. */
    AuditReport audit(Duration settle) {
        AuditOptions options =
                AuditOptions.of(connection, ledgers)
                        .withPaymentDeadline(AppProcess.DEADLINE, AppProcess.PATIENCE)
                        .withApp(instances.get(0).http());
        return new Auditor(options.withSettle(settle)).audit();
    }

    /** Returns when no payment waits for anything. */
    void awaitSettled(Duration patience) {
        awaitStats(
                patience,
                stats -> {
                    JsonNode states = stats.path("transactions");
                    return states.path("PENDING").asInt(-1) == 0
                            && states.path("UNTRACKED").asInt(-1) == 0
                            && states.path("REFUND_REQUESTED").asInt(-1) == 0;
                });
    }

    /** Returns when each command that was sent has its outcome, and the views have it too. */
    void awaitDecided(Duration patience) {
        awaitStats(
                patience,
                stats -> {
                    JsonNode lag = stats.path("lag");
                    return lag.path("decider").asLong(-1) == 0 && lag.path("views").asLong(0) == 0;
                });
    }

    /** An app that is busy answers late, or not now. */
    private void awaitStats(Duration patience, Predicate<JsonNode> condition) {
        await().atMost(patience)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> condition.test(json(instances.get(0), "/stats")));
    }

    @Override
    public void close() {
        reader.close();
        registry.close();
        instances.forEach(AppProcess::close);
        stack.close();
    }
}
