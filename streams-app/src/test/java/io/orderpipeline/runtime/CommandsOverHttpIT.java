package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands over HTTP, through a real broker and the decider, to their committed outcome. */
final class CommandsOverHttpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER =
            "{'orderId':'o-1','customerId':'c-1','region':'eu',"
                    + "'total':{'amountMinor':2500,'currency':'EUR'},"
                    + "'lines':[{'sku':'a','quantity':2,'unitPriceMinor':1250}]}";
    private static final String PAYMENT =
            "{'transactionId':'t-1','amount':{'amountMinor':2500,'currency':'EUR'}}";

    @TempDir Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.start(StackSpec.of(dir.resolve("stack")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void each_command_is_answered_with_its_committed_outcome() throws Exception {
        try (App app = App.start(config("decider"))) {
            await().atMost(PATIENCE).until(app::isReady);
            URI http = app.http();

            answer(post(http, "/orders", "place", "", ORDER), 201, "/events/0", "OrderPlaced");
            answer(post(http, "/orders", "place", "", ORDER), 201, "/duplicate", "true");
            answer(
                    post(http, "/orders", "place", "", ORDER.replace("c-1", "c-2")),
                    422,
                    "/reason",
                    "COMMAND_ID_REUSED");
            answer(post(http, "/orders", "again", "", ORDER), 409, "/currentVersion", "1");
            answer(pay(http, "early", "\"0\""), 409, "/reason", "VERSION_CONFLICT");
            answer(pay(http, "early", "\"0\""), 409, "/reason", "VERSION_CONFLICT");
            answer(pay(http, "pay", "\"1\""), 200, "/version", "2");
            answer(
                    post(http, "/orders/o-1/cancellation", "late", "", "{'reason':'r'}"),
                    409,
                    "/reason",
                    "NOT_CANCELLABLE");
            answer(
                    post(http, "/orders/o-2/fulfilment", "k", "", "{'shipmentId':'s'}"),
                    404,
                    "/reason",
                    "ORDER_NOT_FOUND");
        }
    }

    @Test
    void a_command_that_no_decider_handles_is_pending_and_a_resend_tells_what_became_of_it()
            throws Exception {
        try (App front = App.start(config("views"))) {
            answer(
                    post(front.http(), "/orders?waitMs=300", "place", "", ORDER),
                    202,
                    "/outcome",
                    "PENDING");
            try (App decider = App.start(config("decider"))) {
                await().atMost(PATIENCE).until(decider::isReady);
                HttpResponse<String> resent =
                        post(front.http(), "/orders?waitMs=30000", "place", "", ORDER);

                answer(resent, 201, "/version", "1");
                answer(resent, 201, "/duplicate", "true");
            }
        }
    }

    private static void answer(HttpResponse<String> reply, int status, String at, String value)
            throws Exception {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        JsonNode document = JSON.readTree(reply.body());
        assertThat(document.at(at).asText()).as(reply.body()).isEqualTo(value);
    }

    private HttpResponse<String> pay(URI http, String key, String expected) throws Exception {
        return post(http, "/orders/o-1/payment", key, expected, PAYMENT);
    }

    private HttpResponse<String> post(
            URI http, String path, String key, String expected, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        if (!expected.isEmpty()) {
            request.header("If-Match", expected);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private AppConfig config(String role) {
        return AppConfig.load(
                ConfigSources.none()
                        .assignments(
                                List.of(
                                        "roles=" + role,
                                        "bootstrap.servers=" + stack.bootstrapServers(),
                                        "schema.registry.url=" + stack.registryUrl(),
                                        "state.dir=" + dir.resolve(role),
                                        "http.port=0")));
    }
}
