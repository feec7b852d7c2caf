package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP server, over a real connection, with answers that a test puts in its hands. */
final class QueryServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final MemoryViews views = new MemoryViews();
    private final QueryServer server = start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_order_is_written_with_its_version_and_last_event() throws Exception {
        views.orders.put("o-1", Orders.paid("o-1").build());

        HttpResponse<String> response = get("/orders/o-1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"2-g2\"");
        assertThat(JSON.readTree(response.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"orderId":"o-1","status":"PAID","version":2,"customerId":"c-7",
                                 "region":"eu-west","total":{"amountMinor":2500,"currency":"EUR"},
                                 "lines":[{"sku":"sku-1","quantity":2,"unitPriceMinor":1250}],
                                 "payment":{"transactionId":"tx-9",
                                            "amount":{"amountMinor":2500,"currency":"EUR"}},
                                 "placedAt":"2026-01-02T03:04:05.006Z",
                                 "lastEvent":{"type":"PaymentConfirmed","version":2,
                                   "commandId":"cmd-2",
                                   "cause":{"topic":"order.command","partition":3,"offset":18},
                                   "occurredAt":"2026-01-02T03:04:06Z"}}
                                """));
    }

    @Test
    void what_an_order_does_not_have_is_left_out() throws Exception {
        views.orders.put("o-1", Orders.placed("o-1").build());

        JsonNode order = JSON.readTree(get("/orders/o-1").body());

        assertThat(order.has("payment")).isFalse();
        assertThat(order.has("shipmentId")).isFalse();
        assertThat(order.has("cancelReason")).isFalse();
    }

    @Test
    void an_order_that_has_not_changed_is_not_sent_again() throws Exception {
        views.orders.put("o-1", Orders.paid("o-1").build());

        HttpResponse<String> same =
                send(request("/orders/o-1").header("If-None-Match", "\"2-g2\""));
        HttpResponse<String> older =
                send(request("/orders/o-1").header("If-None-Match", "\"1-g2\""));

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(older.statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_order_is_a_problem_document() throws Exception {
        assertProblem(get("/orders/o-2"), 404, "order-not-found", "/orders/o-2")
                .satisfies(problem -> assertThat(problem.get("detail").asText()).contains("o-2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%20",
                "a%20b",
                "%3Cscript%3E",
                "o%2F1",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void a_malformed_order_id_is_a_bad_request(String id) throws Exception {
        HttpResponse<String> response = get("/orders/" + id);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.body()).doesNotContain("<script>");
    }

    @Test
    void an_order_id_is_taken_exactly_when_the_decider_takes_it() throws Exception {
        for (char c = 0; c < 128; c++) {
            assertTaken("a" + c + "b");
        }
        assertTaken("a");
        assertTaken("a".repeat(64));
        assertTaken("a".repeat(65));
    }

    private void assertTaken(String id) throws Exception {
        String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(get("/orders/" + path).statusCode())
                .as(path)
                .isEqualTo(id.matches("[A-Za-z0-9._:-]{1,64}") ? 404 : 400);
        assertThat(Identifier.isValid(id)).as(path).isEqualTo(id.matches("[A-Za-z0-9._:-]{1,64}"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void views_that_cannot_answer_say_so_and_when_to_ask_again(Reason reason) throws Exception {
        views.unavailable = new UnavailableException(reason, "This is why.");

        HttpResponse<String> response = get("/orders/o-1");

        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertProblem(response, 503, "views-unavailable", "/orders/o-1")
                .satisfies(
                        problem -> {
                            assertThat(problem.get("detail").asText()).isEqualTo("This is why.");
                            assertThat(problem.get("state").asText()).isEqualTo(reason.label());
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders/a/b", "/health", "/nothing"})
    void an_unknown_route_is_a_problem_document(String path) throws Exception {
        assertProblem(get(path), 404, "no-such-resource", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void another_method_is_not_allowed(String method) throws Exception {
        HttpResponse<String> response =
                send(request("/orders/o-1").method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertProblem(response, 405, "method-not-allowed", "/orders/o-1");
    }

    @Test
    void a_failure_inside_shows_nothing_of_the_inside() throws Exception {
        HttpResponse<String> response = get("/orders/boom");

        assertProblem(response, 500, "internal", "/orders/boom");
        assertThat(response.body()).doesNotContain("secret", "Exception", "java");
    }

    @Test
    void headers_beyond_the_limit_are_refused_with_a_problem_document() throws Exception {
        HttpResponse<String> response =
                send(request("/orders/o-1").header("X-Long", "x".repeat(HttpLimits.HEADER_BYTES)));

        assertThat(response.statusCode()).isEqualTo(431);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(JSON.readTree(response.body()).get("status").asInt()).isEqualTo(431);
    }

    @Test
    void the_server_does_not_say_what_it_is() throws Exception {
        assertThat(get("/orders/o-2").headers().firstValue("Server")).isEmpty();
    }

    @Test
    void live_means_that_no_restart_is_needed() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);

        views.alive = false;
        views.roles = List.of(new RoleHealth("views", "ERROR", false, "restart"));

        HttpResponse<String> response = get("/health/live");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(response.body()).get("status").asText()).isEqualTo("down");
    }

    @Test
    void ready_means_that_every_role_works_and_otherwise_says_what_it_waits_for() throws Exception {
        RoleHealth decider = new RoleHealth("decider", "RUNNING", true, null);
        views.roles =
                List.of(decider, new RoleHealth("views", "REBALANCING", false, "restoring 2"));

        HttpResponse<String> waiting = get("/health/ready");
        views.roles = List.of(decider);
        HttpResponse<String> ready = get("/health/ready");

        assertThat(waiting.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(waiting.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"status":"waiting","roles":[
                                  {"role":"decider","state":"RUNNING","ready":true},
                                  {"role":"views","state":"REBALANCING","ready":false,
                                   "waitingFor":"restoring 2"}]}
                                """));
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(ready.body()).get("status").asText()).isEqualTo("ready");
    }

    @Test
    void requests_are_counted_by_route_and_never_by_order() throws Exception {
        get("/orders/o-2");
        get("/nothing/at/all");

        await().untilAsserted(
                        () ->
                                assertThat(get("/metrics").body())
                                        .contains(
                                                "http_server_requests_seconds_count{route=\"/orders/{id}\","
                                                        + "status=\"404\"} 1")
                                        .contains("route=\"none\",status=\"404\"")
                                        .doesNotContain("o-2", "at/all"));
    }

    private QueryServer start() {
        return QueryServer.start(
                new QueryServer.Address("127.0.0.1", 0),
                views.resources(sent -> Fate.NOT_SENT),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    private ObjectAssert<JsonNode> assertProblem(
            HttpResponse<String> response, int status, String type, String path)
            throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("type").asText()).isEqualTo("urn:order-pipeline:problem:" + type);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("instance").asText()).isEqualTo(path);
        return assertThatObject(problem);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
