package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * docker-compose.yml brought up, driven and torn down: the night of the incident with a broker and
 * an instance killed on the way. One test, because three brokers take their time to start.
 */
@NeedsEngine
class ComposeContainerIT {

    private static final String APP = "http://127.0.0.1:28080";
    private static final String OTHER_APP = "http://127.0.0.1:28090";
    private static final String PROMETHEUS = "http://127.0.0.1:29090";
    private static final String SCHEMA =
            "http://127.0.0.1:28081/apis/ccompat/v7/subjects/order.command-value/versions/latest";

    /** Fewer orders than the night had, and the demo's short deadlines. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "ORDERS", "400",
                    "RATE", "200",
                    "PAYMENT_DEADLINE_S", "20",
                    "PAYMENT_PATIENCE_S", "30");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @Test
    void the_night_audits_clean_with_a_broker_and_an_instance_killed() throws Exception {
        try (ComposeStack stack = new ComposeStack(SETTINGS)) {
            stack.succeed("build", "app-1", "topics");
            stack.succeed("up", "-d", "app-1", "app-2");
            stack.awaitHealthy("app-1", "app-2");
            boolean watched = Engine.hasImage("prom/prometheus:v3.5.0");
            if (watched) {
                stack.succeed("up", "-d", "--no-deps", "prometheus");
            }
            String schemaId = schemaId();

            CompletableFuture<Engine.Run> night =
                    stack.start("run", "--rm", "--no-deps", "-T", "simulator");
            awaitMetric(APP, "order_pipeline_transactions{state=\"tracked\"}", some -> some > 10);
            stack.succeed("kill", "-s", "SIGKILL", "kafka-2", "app-1");
            awaitMetric(OTHER_APP, "order_pipeline_partitions_underreplicated", few -> few > 0);
            stack.succeed("start", "kafka-2");
            stack.succeed("start", "app-1");
            Engine.Run sent = night.join();
            assertThat(sent.exitCode()).as(sent.output()).isZero();

            Engine.Run audit = stack.run("run", "--rm", "--no-deps", "-T", "audit");
            assertThat(audit.exitCode()).as(audit.output()).isZero();
            assertThat(audit.output()).contains("audit: ok", "untracked 167", "pending 0");
            stack.awaitHealthy("kafka-2", "app-1");
            awaitMetric(APP, "order_pipeline_partitions_underreplicated", few -> few == 0);
            the_launcher_reaches_it_as_a_context();
            if (watched) {
                prometheus_sees_both_instances_and_takes_the_rules(stack);
            }
            schema_ids_survive_a_new_registry(stack, schemaId);
            a_stop_drains(stack);
        }
    }

    private void the_launcher_reaches_it_as_a_context() {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> stats =
                List.of(
                        "java",
                        "-cp",
                        classPath,
                        "io.orderpipeline.launcher.Main",
                        "stats",
                        "--context",
                        "compose",
                        "--json");
        // Incomplete, hence exit code 1, as long as one instance does not answer the other in time.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            Engine.Run told = Engine.run(stats);
                            assertThat(told.exitCode()).as(told.output()).isZero();
                            assertThat(told.output()).contains("app-1", "app-2");
                        });
    }

    private void prometheus_sees_both_instances_and_takes_the_rules(ComposeStack stack)
            throws Exception {
        assertThat(get(PROMETHEUS + "/api/v1/query?query=sum(up)")).contains("\"2\"");
        assertThat(get(PROMETHEUS + "/api/v1/query?query=max(order_pipeline_cluster_brokers)"))
                .contains("\"3\"");
        assertThat(get(PROMETHEUS + "/api/v1/rules")).contains("PartitionWithoutLeader");
        Engine.Run check =
                stack.run(
                        "run",
                        "--rm",
                        "--no-deps",
                        "-T",
                        "--entrypoint",
                        "promtool",
                        "prometheus",
                        "check",
                        "rules",
                        "/etc/prometheus/alerts.yml");
        assertThat(check.exitCode()).as(check.output()).isZero();
    }

    private void schema_ids_survive_a_new_registry(ComposeStack stack, String schemaId)
            throws Exception {
        stack.succeed("rm", "-s", "-f", "registry");
        stack.succeed("up", "-d", "--no-deps", "registry");
        stack.awaitHealthy("registry");
        assertThat(schemaId()).isEqualTo(schemaId);
    }

    private static void a_stop_drains(ComposeStack stack) {
        stack.succeed("stop", "app-2");
        assertThat(stack.inspect("app-2", "{{.State.ExitCode}}")).isEqualTo("143");
        assertThat(stack.run("logs", "app-2").output()).contains("App: stopped");
    }

    private interface Condition {
        boolean holds(double value);
    }

    private void awaitMetric(String app, String metric, Condition condition) {
        Awaitility.await(metric)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () ->
                                get(app + "/metrics")
                                        .lines()
                                        .filter(line -> line.startsWith(metric + " "))
                                        .map(line -> line.substring(metric.length() + 1))
                                        .anyMatch(value -> condition.holds(parsed(value))));
    }

    private static double parsed(String value) {
        return Double.parseDouble(value);
    }

    private String schemaId() throws Exception {
        return get(SCHEMA).replaceAll("^.*\"id\":([0-9]+).*$", "$1");
    }

    private String get(String url) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
