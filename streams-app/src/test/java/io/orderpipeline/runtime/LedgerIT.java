package io.orderpipeline.runtime;

import static io.orderpipeline.pipeline.LedgerRows.escalated;
import static io.orderpipeline.pipeline.LedgerRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.query.OperatorCommands.Action;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.OperatorCommands.Intervention;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.RetryCompensation;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the tracker's ledger to operators and back, on a real broker, without a tracker. */
final class LedgerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalStack STACK = SharedStack.get();

    @TempDir Path dir;

    private final Applications applications = new Applications("ledger-it-" + UUID.randomUUID());

    @BeforeAll
    static void topics() {
        try (Admin admin = admin()) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }

    @Test
    void committed_rows_show_over_http_and_a_retry_is_a_command_in_the_log() throws Exception {
        try (App app = App.start(config("roles=views"));
                Registry registry = Registry.connect(STACK.registryUrl())) {
            await().atMost(PATIENCE).until(app::isReady); // that there is none, only all can say
            HttpProbe http = new HttpProbe(app.http());
            try (LedgerWriter ledger = new LedgerWriter(STACK, registry, applications)) {
                ledger.commit(
                        escalated("t-1", "o-1", 1, "why"),
                        escalated("t-2", "o-2", 2, "why"),
                        escalated("t-3", "o-3", 3, "why"),
                        escalated("t-4", "o-4", 4, "why"),
                        row("t-5", "o-5", TransactionState.TRACKED, 5));
                ledger.commit(row("t-4", "o-4", TransactionState.RECOVERED, 9));
                ledger.abort(row("t-3", "o-3", TransactionState.RESOLVED, 9));
            }

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(transactions(http, "state=RECOVERED"))
                                            .containsExactly("t-4"));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(transactions(http, "state=ESCALATED"))
                                            .containsExactly("t-1", "t-2", "t-3"));
            assertThat(transactions(http, "state=RESOLVED")).isEmpty();
            assertThat(http.get("/compensations/t-5").json().at("/rows/0/state").asText())
                    .isEqualTo("TRACKED");
            assertThat(http.get("/compensations/t-").status()).isEqualTo(404);
            assertPages(http);
            assertRetry(http, registry);
        }
    }

    private static void assertPages(HttpProbe http) throws Exception {
        JsonNode first = http.get("/compensations?limit=2").json();
        String next = first.get("next").asText();
        JsonNode second = http.get("/compensations?limit=2&cursor=" + next).json();

        assertThat(transactions(first)).containsExactly("t-1", "t-2");
        assertThat(transactions(second)).containsExactly("t-3");
        assertThat(second.has("next")).isFalse();
        HttpProbe.Reply otherState = http.get("/compensations?state=RECOVERED&cursor=" + next);
        assertThat(otherState.status()).isEqualTo(400);
        assertThat(http.get("/compensations?cursor=" + next + "x").status()).isEqualTo(400);
        assertThat(http.get("/compensations?cursor=%21").status()).isEqualTo(400);
    }

    private static void assertRetry(HttpProbe http, Registry registry) throws Exception {
        String body = "{\"operator\":\"ada\",\"reason\":\"the gateway is up\"}";
        HttpProbe.Reply refused = http.post("/compensations/t-4/retry", body);
        HttpProbe.Reply accepted = http.post("/compensations/t-2/retry", body);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().get("fate").asText()).isEqualTo("accepted");
        String commandId = accepted.json().get("commandId").asText();
        ConsumerRecord<String, byte[]> sent =
                await().atMost(PATIENCE)
                        .until(() -> last("o-2"), Optional::isPresent)
                        .orElseThrow();
        OrderCommand command =
                AvroSerde.of(OrderCommand.class, registry)
                        .deserialize(Topics.ORDER_COMMAND.name(), sent.value());
        assertThat(sent.key()).isEqualTo("o-2");
        assertThat(command.getCommandId()).isEqualTo(commandId);
        assertThat(command.getOrderId()).isEqualTo("o-2");
        assertThat(command.getPayload())
                .isEqualTo(new RetryCompensation("t-2", "ada", "the gateway is up"));
    }

    @Test
    void rows_of_all_instances_show_whichever_of_them_is_asked() throws Exception {
        try (App first = App.start(config("roles=views"));
                Registry registry = Registry.connect(STACK.registryUrl());
                LedgerWriter ledger = new LedgerWriter(STACK, registry, applications)) {
            await().atMost(PATIENCE).until(first::isReady);
            try (App second = App.start(config("roles=views", "state.dir=" + dir.resolve("b")))) {
                await().atMost(PATIENCE).until(second::isReady);
                LedgerRow[] rows =
                        IntStream.range(0, 20)
                                .mapToObj(i -> escalated("t-" + (100 + i), "o-" + i, i, "why"))
                                .toArray(LedgerRow[]::new);
                ledger.commit(rows);

                for (App app : List.of(first, second)) {
                    HttpProbe http = new HttpProbe(app.http());
                    await().atMost(PATIENCE)
                            .untilAsserted(
                                    () ->
                                            assertThat(transactions(http, "state=ESCALATED"))
                                                    .hasSize(20)
                                                    .isSorted());
                    assertThat(http.get("/compensations/t-107").status()).isEqualTo(200);
                    assertThat(http.get("/compensations/t-9").status()).isEqualTo(404);
                }
            }
        }
    }

    @Test
    void a_process_without_the_views_says_so() throws Exception {
        try (App app = App.start(config("roles=decider"))) {
            HttpProbe.Reply reply = new HttpProbe(app.http()).get("/compensations");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().get("state").asText()).isEqualTo("not hosted");
        }
    }

    @Test
    void a_command_for_which_no_broker_is_found_in_time_was_not_sent() throws Exception {
        AppConfig nobody = config("bootstrap.servers=127.0.0.1:9");
        Intervention intervention =
                new Intervention("op-1", "o-1", "t-1", Action.RESOLVE, "ada", "r");
        try (Registry registry = Registry.connect(STACK.registryUrl())) {
            registry.publish(Subjects.ALL);
            CommandGateway gateway =
                    new CommandGateway(nobody, registry, Clock.systemUTC(), Duration.ofMillis(300));

            assertThat(gateway.send(intervention)).isEqualTo(Fate.NOT_SENT);
            gateway.close();
            assertThat(gateway.send(intervention)).isEqualTo(Fate.NOT_SENT);
        }
    }

    private static Optional<ConsumerRecord<String, byte[]>> last(String orderId) {
        int partition = LedgerWriter.partition(orderId);
        return LedgerWriter.read(STACK, Topics.ORDER_COMMAND.name(), partition).stream()
                .filter(sent -> orderId.equals(sent.key()))
                .reduce((before, after) -> after);
    }

    private static List<String> transactions(HttpProbe http, String query) throws Exception {
        HttpProbe.Reply reply = http.get("/compensations?" + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return transactions(reply.json());
    }

    private static List<String> transactions(JsonNode page) {
        List<String> found = new ArrayList<>();
        page.get("compensations").forEach(row -> found.add(row.get("transactionId").asText()));
        return found;
    }

    private AppConfig config(String... more) {
        List<String> assignments = new ArrayList<>(List.of(more));
        for (String standard :
                List.of(
                        "bootstrap.servers=" + STACK.bootstrapServers(),
                        "schema.registry.url=" + STACK.registryUrl(),
                        "application.prefix=" + applications.prefix(),
                        "state.dir=" + dir.resolve("a"),
                        "http.port=0")) {
            String key = standard.substring(0, standard.indexOf('=') + 1);
            if (assignments.stream().noneMatch(given -> given.startsWith(key))) {
                assignments.add(standard);
            }
        }
        return AppConfig.load(ConfigSources.none().assignments(assignments));
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()));
    }
}
