package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps the app from starting, and how it stops, as a process of its own on a stack of its
 * own: the tests break that stack, in an order in which each still finds what it needs.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class StartupIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path home;
    @TempDir Path dir;

    @SuppressWarnings("NullAway.Init") // set before every test
    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(StackSpec.of(home));
        createTopics();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void a_killed_app_is_succeeded_by_one_that_goes_on_where_it_stopped() throws Exception {
        String orderId = "o-killed";
        int port;
        try (AppProcess app = app("first.log", Map.of(), "--http-port", "0");
                CommandSender sender = new CommandSender(stack)) {
            port = awaitReady(app);
            sender.place(orderId, "cmd-1");
            await().atMost(PATIENCE).until(() -> version(port, orderId) == 1);
            app.kill();
            sender.pay(orderId, "cmd-2");
        }

        try (AppProcess successor =
                app("second.log", Map.of(), "--http-port", String.valueOf(port))) {
            await().atMost(PATIENCE).until(() -> version(port, orderId) == 2);
            successor.terminate();

            assertThat(successor.exitCode()).as("128 + SIGTERM").isEqualTo(143);
            assertThat(successor.output()).contains("INFO").contains("stopped");
        }
    }

    @Test
    @Order(2)
    void the_environment_configures_and_print_config_tells_where_from() throws Exception {
        try (AppProcess app =
                app(
                        "print.log",
                        Map.of("ORDER_PIPELINE_STREAMS_THREADS", "2"),
                        "--print-config",
                        "--http-port",
                        "1234")) {
            assertThat(app.exitCode()).isZero();
            assertThat(app.output().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains(
                            "http.port = 1234 # flag --http-port",
                            "streams.threads = 2 # environment ORDER_PIPELINE_STREAMS_THREADS",
                            "bootstrap.servers = "
                                    + stack.bootstrapServers()
                                    + " # flag --bootstrap");
        }
    }

    @Test
    @Order(3)
    void a_refused_configuration_ends_with_exit_code_2_and_every_problem() throws Exception {
        try (AppProcess app = app("refused.log", Map.of(), "--http-port", "x", "--set", "a=b")) {
            assertThat(app.exitCode()).isEqualTo(2);
            assertThat(app.output())
                    .contains("http.port = 'x' (flag --http-port)", "a (flag --set)")
                    .doesNotContain("at io.orderpipeline");
        }
    }

    @Test
    @Order(4)
    void a_differing_partition_count_is_named() throws Exception {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of("order.event", NewPartitions.increaseTo(7))).all().get();
        }
        assertThatThrownBy(() -> App.start(config()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("order.event has 7 partitions, but order.command has 6");
    }

    @Test
    @Order(5)
    void a_missing_topic_is_named_and_the_process_ends_with_exit_code_3() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of("order.event")).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains("order.event"));
        }
        try (AppProcess app = app("missing.log", Map.of(), "--http-port", "0")) {
            assertThat(app.exitCode()).isEqualTo(3);
            assertThat(app.output())
                    .contains("topic order.event is missing", "./pipeline up")
                    .doesNotContain("at io.orderpipeline");
        }
        createTopics();
    }

    @Test
    @Order(6)
    void a_registry_that_is_down_is_named_with_its_address() {
        stack.registry().stop();
        try {
            assertThatThrownBy(() -> App.start(config()))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(stack.registryUrl());
        } finally {
            stack.registry().start();
        }
    }

    @Test
    @Order(7)
    void a_role_that_fails_for_good_ends_the_process_with_exit_code_1() throws Exception {
        try (AppProcess app =
                        app(
                                "failing.log",
                                Map.of(),
                                "--http-port=0",
                                "--set=thread.replacements.max=0",
                                "--set=kafka.consumer.metadata.max.age.ms=500");
                Admin admin = admin()) {
            awaitReady(app);
            admin.deleteTopics(List.of("order.event")).all().get();

            assertThat(app.exitCode()).isEqualTo(1);
            assertThat(app.output()).contains("giving up", "the process will exit", "stopped");
        }
    }

    @Test
    @Order(8)
    void brokers_that_are_down_are_named_with_their_address() {
        stack.broker(1).kill();

        assertThatThrownBy(() -> App.start(config("startup.timeout.ms=1000")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("the brokers at " + stack.bootstrapServers())
                .hasMessageContaining("within 1000 ms")
                .hasMessageContaining("./pipeline up");
    }

    private AppProcess app(String log, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "--bootstrap",
                        stack.bootstrapServers(),
                        "--registry",
                        stack.registryUrl(),
                        "--state-dir",
                        dir.resolve("state").toString()));
        return AppProcess.start(dir.resolve(log), environment, all.toArray(String[]::new));
    }

    private AppConfig config(String... more) {
        List<String> assignments = new ArrayList<>(List.of(more));
        assignments.add("bootstrap.servers=" + stack.bootstrapServers());
        assignments.add("schema.registry.url=" + stack.registryUrl());
        assignments.add("state.dir=" + dir.resolve("state"));
        assignments.add("http.port=0");
        return AppConfig.load(ConfigSources.none().assignments(assignments));
    }

    /** Waits until the app is ready; the log names its port. */
    private static int awaitReady(AppProcess app) throws Exception {
        var port = Pattern.compile("serving http://127.0.0.1:(\\d+);");
        String output =
                await().atMost(PATIENCE).until(app::output, text -> port.matcher(text).find());
        var match = port.matcher(output);
        assertThat(match.find()).isTrue();
        int found = Integer.parseInt(match.group(1));
        await().atMost(PATIENCE).until(() -> http(found).get("/health/ready").status() == 200);
        return found;
    }

    private static long version(int port, String orderId) throws Exception {
        HttpProbe.Reply reply = http(port).get("/orders/" + orderId);
        return reply.status() == 200 ? reply.json().get("version").asLong() : 0;
    }

    private static HttpProbe http(int port) {
        return new HttpProbe(URI.create("http://127.0.0.1:" + port));
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    private static void createTopics() {
        try (Admin admin = admin()) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }
}
