package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.runtime.Role;
import io.orderpipeline.sim.Simulation;
import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.reads.Reading;
import io.orderpipeline.sim.reads.ReadingOptions;
import io.orderpipeline.sim.reads.ReadingResult;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances with a standby of each partition, killed and stopped one after the other under
 * traffic and under readers, whose answers the auditor judges.
 */
final class InstancesIT {

    private static final long SEED = 11;
    private static final int PARTITIONS = 6;
    private static final int ORDERS = 500;
    private static final int RECORDS_PER_SECOND = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What the group needs to notice that an instance is gone. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path directory;

    private final List<AppProcess> instances = new ArrayList<>();
    private DemoFolder folder;
    private LocalStack stack;
    private Connection connection;
    private ListWalks walks;

    private final AtomicBoolean faultsOver = new AtomicBoolean();

    @BeforeEach
    void start() throws Exception {
        folder = new DemoFolder(directory);
        stack = LocalStack.start(StackSpec.of(folder.stack()));
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(Optional.empty());
        }
        connection = Connection.to(stack.bootstrapServers(), stack.registryUrl());
        for (String name : List.of("one", "two", "three")) {
            instances.add(
                    AppProcess.start(stack, folder, name, Role.labels(), "standby.replicas=1"));
        }
        for (AppProcess instance : instances) {
            instance.awaitReady();
        }
        walks = new ListWalks(instances);
    }

    @AfterEach
    void stop() {
        instances.forEach(AppProcess::close);
        stack.close();
    }

    @Test
    void any_instance_answers_for_any_key_while_others_are_killed_stopped_and_started()
            throws Exception {
        Reading reading = new Reading(questions());
        CompletableFuture<ReadingResult> answers = reading.start();
        CompletableFuture<List<Path>> traffic =
                CompletableFuture.supplyAsync(this::rounds, task -> new Thread(task).start());

        await().atMost(PATIENCE.multipliedBy(2))
                .until(() -> walks.walk("limit=97", () -> {}).size() > 100);
        walks.walk();
        killAndWatch(instances.get(1), instances.get(0));
        instances.get(2).close();
        walks.walk();
        restart(instances.get(2));
        instances.get(0).kill();
        restart(instances.get(0));
        walks.walk();

        faultsOver.set(true);
        List<Path> ledgers = traffic.get();
        reading.requestStop();
        ReadingResult told = answers.get();
        assertEveryRowIsGreen(ledgers, told);
        assertAllAnswerAlike();
        await().atMost(PATIENCE).until(this::standbysAreWarm);
        assertThat(walks.walk("limit=97", () -> {})).hasSize(ORDERS * ledgers.size());
    }

    /** Traffic for as long as there are faults, however long this machine takes for them. */
    private List<Path> rounds() {
        List<Path> ledgers = new ArrayList<>();
        do {
            Path ledger = folder.ledgers().resolve("traffic-" + ledgers.size() + ".jsonl");
            SimulationResult sent = new Simulation(traffic(SEED + ledgers.size(), ledger)).run();
            assertThat(sent.settled()).isTrue();
            ledgers.add(ledger);
        } while (!faultsOver.get());
        return ledgers;
    }

    private SimulationOptions traffic(long seed, Path ledger) {
        return new SimulationOptions(
                TrafficOptions.of(Scenario.CALM, seed, ORDERS),
                connection,
                RECORDS_PER_SECOND,
                Duration.ofMinutes(3),
                Optional.of(ledger));
    }

    private ReadingOptions questions() {
        return new ReadingOptions(
                instances.stream().map(AppProcess::http).toList(),
                folder.ledgers(),
                new ReadingOptions.Pace(4, 40),
                Duration.ofMinutes(10),
                SEED);
    }

    private static void restart(AppProcess instance) throws InterruptedException {
        instance.restart();
        instance.awaitReady();
    }

    /** In the middle of a list, whose second page is whole once the group has noticed. */
    private void killAndWatch(AppProcess victim, AppProcess witness) throws Exception {
        JsonNode orders = JSON.readTree(witness.get("/orders?limit=100").body()).path("orders");
        walks.walk(
                "limit=97",
                () -> {
                    victim.kill();
                    assertStandbysAnswer(witness, orders);
                });
        restart(victim);
    }

    /** Before the group knows that one is gone, its standbys answer and lists are partial. */
    private static void assertStandbysAnswer(AppProcess witness, JsonNode orders) {
        await().atMost(SESSION).until(() -> isAnsweredByAStandby(witness, orders));
        await().atMost(SESSION)
                .until(() -> JSON.readTree(witness.get("/orders?limit=10").body()).has("missing"));
    }

    private static boolean isAnsweredByAStandby(AppProcess witness, JsonNode orders)
            throws Exception {
        for (JsonNode order : orders) {
            HttpResponse<String> answer = witness.get("/orders/" + order.get("orderId").asText());
            if (answer.headers().firstValue("X-Staleness-Ms").isPresent()) {
                assertThat(answer.statusCode()).isEqualTo(200);
                return true;
            }
        }
        return false;
    }

    private void assertEveryRowIsGreen(List<Path> ledgers, ReadingResult told) {
        AuditReport report =
                new Auditor(
                                AuditOptions.of(connection, ledgers)
                                        .withPaymentDeadline(
                                                AppProcess.DEADLINE, AppProcess.PATIENCE)
                                        .withApp(instances.get(0).http()))
                        .audit();
        assertThat(report.invariants()).allMatch(AuditRow::ok);
        AuditRow reads =
                report.invariants().stream()
                        .filter(row -> row.id().equals("I11"))
                        .findFirst()
                        .orElseThrow();
        assertThat(reads.checked())
                .as("%s %s", reads.detail(), told.answers())
                .isGreaterThan(2_000);
    }

    private void assertAllAnswerAlike() throws Exception {
        for (String order : IntStream.range(0, 200).mapToObj(InstancesIT::order).toList()) {
            Set<String> bodies = new HashSet<>();
            for (AppProcess instance : instances) {
                HttpResponse<String> answer = instance.get("/orders/" + order);
                assertThat(answer.statusCode()).as(order).isEqualTo(200);
                bodies.add(answer.body());
            }
            assertThat(bodies).as(order).hasSize(1);
        }
    }

    /** Each partition has one somewhere, which has read what there is but for markers. */
    private boolean standbysAreWarm() throws Exception {
        double partitions = 0;
        double lag = 0;
        for (AppProcess instance : instances) {
            String metrics = instance.get("/metrics").body();
            partitions += value(metrics, "order_pipeline_standby_partitions{role=\"views\"}");
            lag += value(metrics, "order_pipeline_standby_lag_records{role=\"views\"}");
        }
        return partitions >= PARTITIONS && lag <= PARTITIONS * 10;
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private static String order(int number) {
        return "o-" + Long.toHexString(SEED) + "-" + number;
    }
}
