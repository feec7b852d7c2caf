package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.runtime.App;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.sim.Simulation;
import io.orderpipeline.sim.SimulationOptions;
import io.orderpipeline.sim.SimulationProgress.Phase;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The night of the incident against a cluster, wherever it runs: two instances, one of which stops
 * and comes back in the middle of the traffic. In the end the books are closed, the audit is clean,
 * and dashboards and alerts find every metric that they name.
 */
abstract class IncidentScenario {

    private static final int ORDERS = 400;
    private static final int PARTITIONS = 3;
    private static final long SEED = 42;
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofMinutes(4);
    private static final Duration READY = Duration.ofMinutes(2);

    @TempDir private Path folder;

    private final TrafficOptions traffic = TrafficOptions.of(Scenario.INCIDENT, SEED, ORDERS);

    /** Where the cluster and its registry are, with nothing of the pipeline on them yet. */
    abstract Connection cluster();

    abstract String bootstrap();

    abstract String registry();

    @Test
    void the_night_audits_clean_and_every_metric_that_is_named_is_there() throws Exception {
        try (ClusterTopics topics = new ClusterTopics(bootstrap())) {
            topics.create(Optional.of(PARTITIONS));
        }
        Path ledger = folder.resolve("ledger.jsonl");
        App second = start("second");
        try (App first = start("first")) {
            awaitReady(first);
            awaitReady(second);
            Simulation night = new Simulation(options(ledger));
            CompletableFuture<SimulationResult> running = night.start();
            awaitShare(night, running, 0.4);
            second.close();
            second = start("second");
            SimulationResult result = running.join();

            assertThat(result.settled()).as(result.toString()).isTrue();
            AuditReport report =
                    new Auditor(
                                    AuditOptions.of(cluster(), List.of(ledger))
                                            .withPaymentDeadline(DEADLINE, PATIENCE))
                            .audit();
            assertThat(report.invariants()).allMatch(row -> row.ok(), "holds");
            assertThat(report.transactions().untracked() - report.transactions().late())
                    .isEqualTo(new Traffic(traffic).incident().orElseThrow().dropped());
            List<App> both = List.of(first, second);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(unexposed(both)).isEmpty());
        } finally {
            second.close();
        }
    }

    private SimulationOptions options(Path ledger) {
        return new SimulationOptions(traffic, cluster(), 200, SETTLE, Optional.of(ledger));
    }

    private App start(String name) {
        List<String> settings =
                List.of(
                        "bootstrap.servers=" + bootstrap(),
                        "schema.registry.url=" + registry(),
                        "state.dir=" + folder.resolve(name),
                        "http.port=0",
                        "standby.replicas=1",
                        "payment.deadline.ms=" + DEADLINE.toMillis(),
                        "payment.patience.ms=" + PATIENCE.toMillis());
        return App.start(AppConfig.load(ConfigSources.none().assignments(settings)));
    }

    private static void awaitReady(App app) {
        Awaitility.await().atMost(READY).until(app::isReady);
    }

    private static void awaitShare(
            Simulation night, CompletableFuture<SimulationResult> running, double share) {
        Awaitility.await()
                .atMost(SETTLE)
                .until(
                        () ->
                                running.isDone()
                                        || (night.progress().phase() != Phase.STARTING
                                                && night.progress().acknowledgedShare() >= share));
    }

    /** What no instance exposes: each has the partitions and the requests that it has. */
    private static List<String> unexposed(List<App> apps) throws Exception {
        StringBuilder scrapes = new StringBuilder("up 1\n");
        for (App app : apps) {
            Http.get(app.http().resolve("/stats"));
            scrapes.append(Http.get(app.http().resolve("/metrics")));
        }
        return new ArrayList<>(NamedMetrics.missing(NamedMetrics.exposedBy(scrapes.toString())));
    }
}
