package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** The Prometheus of docker-compose.yml. */
record PrometheusService(ComposeStack stack) {

    private static final String API = "http://127.0.0.1:29090/api/v1/";

    void start() {
        stack.succeed("up", "-d", "--no-deps", "prometheus");
    }

    void awaitAlert(String name) {
        Awaitility.await(name)
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Http.get(URI.create(API + "alerts")).contains('"' + name + '"'));
    }

    void awaitBothInstancesAndEveryBroker() {
        await("sum(up)", "2");
        await("max(order_pipeline_cluster_brokers)", "3");
    }

    private static void await(String expression, String value) {
        Awaitility.await(expression)
                .atMost(Duration.ofMinutes(1))
                .until(() -> query(expression).contains('"' + value + '"'));
    }

    /** A name that is misspelt is an app's test to find; here, what is no expression at all. */
    void readsEveryRuleAndEveryPanel() throws Exception {
        stack.succeed(
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
        for (Map.Entry<String, String> each : NamedMetrics.expressions().entrySet()) {
            assertThat(query(each.getValue())).as(each.getKey()).contains("\"success\"");
        }
    }

    private static String query(String expression) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return Http.get(URI.create(API + "query?query=" + encoded));
    }
}
