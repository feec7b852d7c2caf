package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app in this process, on a real broker and registry. */
final class AppIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalStack STACK = SharedStack.get();

    @TempDir Path dir;

    private final String prefix = "app-it-" + UUID.randomUUID();

    @BeforeAll
    static void topics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }

    @Test
    void a_command_becomes_an_order_that_can_be_read_and_a_resend_changes_nothing()
            throws Exception {
        String orderId = "o-" + UUID.randomUUID();
        try (App app = App.start(config("state"));
                CommandSender sender = new CommandSender(STACK)) {
            HttpProbe http = new HttpProbe(app.http());
            sender.place(orderId, orderId + "-1");
            RecordMetadata paid = sender.pay(orderId, orderId + "-2");

            JsonNode order = awaitVersion(http, orderId, 2);

            assertThat(order.get("status").asText()).isEqualTo("PAID");
            assertThat(order.get("payment").get("transactionId").asText())
                    .isEqualTo("tx-" + orderId);
            JsonNode event = order.get("lastEvent");
            assertThat(event.get("commandId").asText()).isEqualTo(orderId + "-2");
            assertThat(event.get("cause").get("partition").asInt()).isEqualTo(paid.partition());
            assertThat(event.get("cause").get("offset").asLong()).isEqualTo(paid.offset());

            sender.pay(orderId, orderId + "-2");
            String later = "o-" + UUID.randomUUID();
            sender.place(later, later + "-1");
            awaitVersion(http, later, 1);
            assertThat(http.get("/orders/" + orderId).json()).isEqualTo(order);

            awaitReady(app); // until then other partitions may have to catch up, which is 503
            assertThat(http.get("/orders/never-placed").status()).isEqualTo(404);
            assertThat(http.get("/health/ready").status()).isEqualTo(200);
            assertThat(http.get("/metrics").body())
                    .contains("jvm_memory_used_bytes", "role=\"decider\"", "role=\"views\"");
        }
    }

    @Test
    void an_order_is_unavailable_and_never_missing_while_the_views_are_rebuilt() throws Exception {
        String orderId = "o-" + UUID.randomUUID();
        try (App app = App.start(config("first"));
                CommandSender sender = new CommandSender(STACK)) {
            sender.place(orderId, orderId + "-1");
            awaitVersion(new HttpProbe(app.http()), orderId, 1);
        }
        delete(dir.resolve("first"));

        List<HttpProbe.Reply> replies = new ArrayList<>();
        try (App app = App.start(config("first"))) {
            HttpProbe http = new HttpProbe(app.http());
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> {
                                replies.add(http.get("/orders/" + orderId));
                                return replies.get(replies.size() - 1).status() == 200;
                            });
        }

        assertThat(replies).extracting(HttpProbe.Reply::status).containsOnly(503, 200);
        assertThat(replies.get(0).json().get("type").asText()).endsWith(":views-unavailable");
        assertThat(replies.get(0).json().get("state").asText())
                .isIn("starting", "rebalancing", "restoring");
    }

    @Test
    void a_second_app_on_the_same_state_directory_is_refused() throws Exception {
        try (App app = App.start(config("shared"))) {
            assertThatThrownBy(() -> App.start(config("shared")))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
            awaitReady(app);
        }
    }

    @Test
    void a_taken_port_is_named_and_nothing_stays_behind() throws Exception {
        try (App app = App.start(config("a", "roles=views"))) {
            AppConfig taken = config("b", "roles=views", "http.port=" + app.http().getPort());

            assertThatThrownBy(() -> App.start(taken))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + app.http().getPort())
                    .hasMessageContaining("http.port");
        }
        App.start(config("b", "roles=views")).close();
    }

    @Test
    void a_process_without_the_views_says_so() throws Exception {
        try (App app = App.start(config("state", "roles=decider"))) {
            HttpProbe.Reply reply = new HttpProbe(app.http()).get("/orders/o-1");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().get("state").asText()).isEqualTo("not hosted");
            assertThat(new HttpProbe(app.http()).get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void a_role_that_never_ran_is_behind_by_all_that_there_is_to_read() throws Exception {
        try (CommandSender sender = new CommandSender(STACK);
                App app = App.start(config("state", "roles=views"))) {
            String orderId = "o-" + UUID.randomUUID();
            sender.place(orderId, orderId + "-1");
            awaitReady(app);

            JsonNode lag = new HttpProbe(app.http()).get("/stats").json().get("lag");

            assertThat(lag.get("decider").asLong()).isPositive();
            assertThat(lag.get("views").asLong()).isNotNegative();
        }
    }

    private AppConfig config(String stateDir, String... more) {
        List<String> assignments = new ArrayList<>(List.of(more));
        assignments.add("bootstrap.servers=" + STACK.bootstrapServers());
        assignments.add("schema.registry.url=" + STACK.registryUrl());
        assignments.add("application.prefix=" + prefix);
        assignments.add("state.dir=" + dir.resolve(stateDir));
        if (assignments.stream().noneMatch(given -> given.startsWith("http.port="))) {
            assignments.add("http.port=0");
        }
        return AppConfig.load(ConfigSources.none().assignments(assignments));
    }

    private static void awaitReady(App app) {
        await().atMost(PATIENCE).until(app::isReady);
    }

    private static JsonNode awaitVersion(HttpProbe http, String orderId, long version)
            throws IOException {
        String path = "/orders/" + orderId;
        return await().atMost(PATIENCE)
                .until(() -> http.get(path), reply -> shows(reply, version))
                .json();
    }

    private static boolean shows(HttpProbe.Reply reply, long version) {
        return reply.status() == 200 && reply.body().contains("\"version\":" + version + ",");
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
