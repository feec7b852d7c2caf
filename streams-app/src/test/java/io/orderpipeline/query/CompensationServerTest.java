package io.orderpipeline.query;

import static io.orderpipeline.pipeline.LedgerRows.complete;
import static io.orderpipeline.pipeline.LedgerRows.escalated;
import static io.orderpipeline.pipeline.LedgerRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderpipeline.query.OperatorCommands.Action;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.OperatorCommands.Intervention;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.schema.ledger.TransactionState;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compensations over HTTP: what an operator sees and does, and every way to get it wrong. */
final class CompensationServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = "{\"operator\":\"ada\",\"reason\":\"the gateway is up\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final MemoryViews ledger = new MemoryViews();
    private final List<Intervention> sent = new CopyOnWriteArrayList<>();
    private volatile Fate fate = Fate.ACCEPTED;
    private volatile CountDownLatch brokers = new CountDownLatch(0);
    private final QueryServer server = start();

    private Fate send(Intervention intervention) {
        sent.add(intervention);
        try {
            brokers.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return fate;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_row_is_written_with_everything_that_it_has() throws Exception {
        ledger.rows.add(complete("t-1", "o-1"));

        HttpResponse<String> response = get("/compensations/t-1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(JSON.readTree(response.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"transactionId":"t-1","rows":[{
                                  "orderId":"o-1","transactionId":"t-1","state":"ESCALATED",
                                  "enteredAt":"2026-01-02T12:01:00Z",
                                  "amount":{"amountMinor":2500,"currency":"EUR"},
                                  "region":"eu-west","capturedAt":"2026-01-02T12:00:00Z",
                                  "compensations":4,"refundRequests":5,"attempts":3,
                                  "dueAt":"2026-01-02T12:01:30Z",
                                  "payment":{
                                    "event":{"topic":"order.event","partition":3,"offset":7},
                                    "commandTopic":"order.command",
                                    "amount":{"amountMinor":2500,"currency":"EUR"},
                                    "citedAt":"2026-01-02T12:00:10Z"},
                                  "refund":{
                                    "event":{"topic":"order.event","partition":3,"offset":8},
                                    "commandTopic":"order.compensation",
                                    "amount":{"amountMinor":2500,"currency":"EUR"},
                                    "citedAt":"2026-01-02T12:00:20Z"},
                                  "refundReason":"ALREADY_PAID",
                                  "refundedAt":"2026-01-02T12:00:30Z",
                                  "escalation":"5 refund requests were not answered",
                                  "contradiction":"a capture of 1 after one of 4000",
                                  "lastAction":{"kind":"RETRIED","operator":"ada",
                                    "reason":"the gateway was down",
                                    "actedAt":"2026-01-02T12:00:40Z"}}]}
                                """));
    }

    @Test
    void what_a_row_does_not_have_is_left_out() throws Exception {
        ledger.rows.add(row("t-1", "o-1", TransactionState.UNTRACKED, 0));

        JsonNode row = JSON.readTree(get("/compensations/t-1").body()).at("/rows/0");

        List<String> members = new ArrayList<>();
        row.fieldNames().forEachRemaining(members::add);
        assertThat(members)
                .containsExactly(
                        "orderId",
                        "transactionId",
                        "state",
                        "enteredAt",
                        "amount",
                        "region",
                        "capturedAt",
                        "compensations",
                        "refundRequests",
                        "attempts");
    }

    @Test
    void an_unknown_transaction_is_a_problem_document() throws Exception {
        assertProblem(get("/compensations/t-9"), 404, "transaction-not-found", "t-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "t%2F1", "%3Cscript%3E", "t%C3%B6"})
    void a_malformed_transaction_id_is_a_bad_request(String id) throws Exception {
        assertProblem(get("/compensations/" + id), 400, "invalid-transaction-id", "1 to 64");
        assertProblem(
                post("/compensations/" + id + "/retry", GOOD),
                400,
                "invalid-transaction-id",
                "1 to 64");
    }

    @Test
    void a_list_shows_what_is_escalated_unless_told_otherwise() throws Exception {
        ledger.rows.add(row("t-1", "o-1", TransactionState.UNTRACKED, 0));
        ledger.rows.add(escalated("t-2", "o-2", 0, "why"));

        assertThat(transactions("/compensations")).containsExactly("t-2");
        assertThat(transactions("/compensations?state=UNTRACKED")).containsExactly("t-1");
        assertThat(JSON.readTree(get("/compensations").body()).has("next")).isFalse();
    }

    @Test
    void a_list_is_read_page_by_page() throws Exception {
        for (int i = 1; i <= 5; i++) {
            ledger.rows.add(escalated("t-" + i, "o-" + i, i, "why"));
        }
        List<String> all = new ArrayList<>();
        String path = "/compensations?limit=2";
        String next = "";
        do {
            JsonNode page = JSON.readTree(get(path + next).body());
            page.get("compensations").forEach(row -> all.add(row.get("transactionId").asText()));
            next = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!next.isEmpty());

        assertThat(all).containsExactly("t-1", "t-2", "t-3", "t-4", "t-5");
    }

    @Test
    void a_page_has_a_hundred_rows_unless_told_otherwise_and_a_thousand_at_most() throws Exception {
        for (int i = 0; i < 1_001; i++) {
            ledger.rows.add(escalated("t-" + i, "o-" + i, i, "why"));
        }

        assertThat(transactions("/compensations")).hasSize(100);
        assertThat(transactions("/compensations?limit=1")).hasSize(1);
        assertThat(transactions("/compensations?limit=1000")).hasSize(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state=PENDING | state",
                "state=escalated | state",
                "state= | state",
                "limit=0 | limit",
                "limit=1001 | limit",
                "limit=-1 | limit",
                "limit=ten | limit",
                "limit= | limit",
                "limit=99999999999999999999 | limit",
                "cursor=! | cursor",
                "cursor= | cursor",
                "sate=ESCALATED | sate",
                "limit=1&limit=2 | limit",
                "state=x&limit=x&y=z | y,state,limit"
            })
    void every_wrong_parameter_of_a_list_is_named(String query, String wrong) throws Exception {
        HttpResponse<String> response = get("/compensations?" + query);

        assertProblem(response, 400, "invalid-request", wrong.split(",", -1));
        assertThat(errors(response)).containsExactly(wrong.split(",", -1));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void views_that_cannot_answer_say_so_and_when_to_ask_again(Reason reason) throws Exception {
        ledger.unavailable = new UnavailableException(reason, "This is why.");

        for (HttpResponse<String> response :
                List.of(
                        get("/compensations"),
                        get("/compensations/t-1"),
                        post("/compensations/t-1/retry", GOOD))) {
            assertProblem(response, 503, "views-unavailable", "This is why.");
            assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(JSON.readTree(response.body()).get("state").asText())
                    .isEqualTo(reason.label());
        }
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void a_decision_on_an_escalated_row_is_sent_and_its_receipt_says_where_to_look(Action action)
            throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));

        HttpResponse<String> response = post("/compensations/t-1/" + action.label(), GOOD);

        Intervention command = sent.get(0);
        assertThat(command.commandId()).matches("op-[0-9a-f-]{36}");
        assertThat(command)
                .isEqualTo(
                        new Intervention(
                                command.commandId(),
                                "o-1",
                                "t-1",
                                action,
                                "ada",
                                "the gateway is up"));
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).hasValue("/compensations/t-1");
        assertThat(JSON.readTree(response.body()))
                .isEqualTo(
                        JSON.createObjectNode()
                                .put("commandId", command.commandId())
                                .put("orderId", "o-1")
                                .put("transactionId", "t-1")
                                .put("action", action.label())
                                .put("fate", "accepted"));
    }

    @Test
    void a_time_out_is_not_a_failure_and_says_that_nobody_knows() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));
        fate = Fate.UNKNOWN;

        HttpResponse<String> response = post("/compensations/t-1/retry", GOOD);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(response.body()).get("fate").asText()).isEqualTo("unknown");
    }

    @Test
    void a_command_that_was_not_sent_is_a_problem_document() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));
        fate = Fate.NOT_SENT;

        HttpResponse<String> response = post("/compensations/t-1/retry", GOOD);

        assertProblem(response, 503, "not-sent", "Nothing was sent");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void a_client_may_choose_the_command_id_so_that_a_resend_does_nothing() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));

        HttpResponse<String> response =
                send(
                        postRequest("/compensations/t-1/retry", GOOD)
                                .header("Idempotency-Key", "ticket-77"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(sent).extracting(Intervention::commandId).containsExactly("ticket-77");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmp-t-1", "a b", "\"ticket-77\""})
    void a_command_id_that_is_malformed_or_the_trackers_is_refused(String id) throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));

        HttpResponse<String> response =
                send(postRequest("/compensations/t-1/retry", GOOD).header("Idempotency-Key", id));

        assertProblem(response, 400, "invalid-request", "Idempotency-Key");
        assertThat(sent).isEmpty();
    }

    @Test
    void a_decision_on_an_unknown_transaction_is_refused() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));

        assertProblem(post("/compensations/t-9/retry", GOOD), 404, "transaction-not-found", "t-9");
        assertProblem(
                post("/compensations/t-1/retry", withOrder("o-9")),
                404,
                "transaction-not-found",
                "t-1");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = TransactionState.class, mode = EnumSource.Mode.EXCLUDE, names = "ESCALATED")
    void a_decision_on_a_row_that_does_not_wait_for_one_is_refused_with_its_state(
            TransactionState state) throws Exception {
        ledger.rows.add(row("t-1", "o-1", state, 0));

        HttpResponse<String> response = post("/compensations/t-1/resolve", GOOD);

        assertProblem(response, 409, "not-escalated", state.name(), "o-1");
        assertThat(JSON.readTree(response.body()).get("state").asText()).isEqualTo(state.name());
        assertThat(sent).isEmpty();
    }

    @Test
    void where_several_orders_name_the_transaction_the_decision_must_say_which() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));
        ledger.rows.add(escalated("t-1", "o-2", 0, "why"));

        HttpResponse<String> unsaid = post("/compensations/t-1/retry", GOOD);
        HttpResponse<String> said = post("/compensations/t-1/retry", withOrder("o-2"));

        assertProblem(unsaid, 409, "several-orders", "o-1, o-2", "orderId");
        assertThat(said.statusCode()).isEqualTo(202);
        assertThat(sent).extracting(Intervention::orderId).containsExactly("o-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | body",
                "not json | body",
                "[] | body",
                "null | body",
                "{} | operator,reason",
                "{\"operator\":\"ada\"} | reason",
                "{\"reason\":\"r\"} | operator",
                "{\"operator\":\"\",\"reason\":\"r\"} | operator",
                "{\"operator\":\"a b\",\"reason\":\"r\"} | operator",
                "{\"operator\":7,\"reason\":\"r\"} | operator",
                "{\"operator\":null,\"reason\":\"r\"} | operator",
                "{\"operator\":\"ada\",\"reason\":\"\"} | reason",
                "{\"operator\":\"ada\",\"reason\":\"  \"} | reason",
                "{\"operator\":\"ada\",\"reason\":[\"r\"]} | reason",
                "{\"operator\":\"ada\",\"reason\":\"r\",\"orderId\":\"\"} | orderId",
                "{\"operator\":\"ada\",\"reason\":\"r\",\"orderId\":null} | orderId",
                "{\"operator\":\"ada\",\"reason\":\"r\",\"orderId\":7} | orderId",
                "{\"operator\":\"ada\",\"reason\":\"r\",\"order\":\"o-1\"} | order",
                "{\"operator\":\"ada\",\"reason\":\"r\",\"reason\":\"s\"} | body",
                "{\"operator\":\"ada\",\"reason\":\"r\"} x | body",
                "{\"x\":1,\"operator\":\"\",\"orderId\":\"\"} | x,operator,reason,orderId"
            })
    void everything_that_is_wrong_with_a_body_is_named(String body, String wrong) throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));

        HttpResponse<String> response = post("/compensations/t-1/retry", body);

        assertProblem(response, 400, "invalid-request", wrong.split(",", -1));
        assertThat(errors(response)).containsExactly(wrong.split(",", -1));
        assertThat(sent).isEmpty();
    }

    @Test
    void the_longest_operator_and_reason_are_taken_however_they_are_escaped() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));
        String operator = "a".repeat(64);

        assertThat(decide(operator, "\\u00fc".repeat(500)).statusCode()).isEqualTo(202);
        assertThat(decide(operator, "ü".repeat(500)).statusCode()).isEqualTo(202);
        assertThat(sent).extracting(Intervention::reason).containsOnly("ü".repeat(500));
        assertProblem(decide("a".repeat(65), "r"), 400, "invalid-request", "operator");
        assertProblem(decide(operator, "r".repeat(501)), 400, "invalid-request", "reason");
    }

    private HttpResponse<String> decide(String operator, String reason) throws Exception {
        String body = "{\"operator\":\"%s\",\"reason\":\"%s\"}".formatted(operator, reason);
        return post("/compensations/t-1/retry", body);
    }

    @Test
    void a_body_beyond_the_limit_is_refused_whether_its_length_is_announced_or_not()
            throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));
        String body = GOOD + " ".repeat(HttpLimits.BODY_BYTES);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder chunked =
                request("/compensations/t-1/retry")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

        assertProblem(post("/compensations/t-1/retry", body), 413, "request-too-large", "65536");
        assertProblem(send(chunked), 413, "request-too-large", "65536");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void a_body_of_another_type_is_refused(String type) throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));

        HttpResponse<String> response =
                send(
                        request("/compensations/t-1/retry")
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(GOOD)));

        assertProblem(response, 415, "unsupported-media-type", "application/json");
        assertThat(sent).isEmpty();
    }

    @Test
    void a_body_without_a_type_is_refused_and_a_type_with_a_parameter_is_taken() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));
        HttpRequest.Builder untyped =
                request("/compensations/t-1/retry").POST(BodyPublishers.ofString(GOOD));
        HttpRequest.Builder typed =
                request("/compensations/t-1/retry")
                        .header("Content-Type", "Application/JSON; charset=utf-8")
                        .POST(BodyPublishers.ofString(GOOD));

        assertThat(send(untyped).statusCode()).isEqualTo(415);
        assertThat(send(typed).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /compensations, 'GET, HEAD'",
        "DELETE, /compensations/t-1, 'GET, HEAD'",
        "GET, /compensations/t-1/retry, POST",
        "HEAD, /compensations/t-1/retry, POST",
        "PUT, /compensations/t-1/resolve, POST",
        "POST, /orders/o-1, 'GET, HEAD'"
    })
    void another_method_is_refused_with_those_that_the_resource_takes(
            String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
    }

    @Test
    void an_unknown_action_is_no_resource() throws Exception {
        assertProblem(
                post("/compensations/t-1/refund", GOOD), 404, "no-such-resource", "/compensations");
    }

    @Test
    void brokers_that_do_not_answer_take_no_thread_from_other_requests() throws Exception {
        ledger.rows.add(escalated("t-1", "o-1", 0, "why"));
        brokers = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < HttpLimits.WAITING_FOR_BROKERS; i++) {
            waiting.add(
                    client.sendAsync(
                            postRequest("/compensations/t-1/retry", GOOD).build(),
                            HttpResponse.BodyHandlers.ofString()));
        }
        await().until(() -> sent.size() == HttpLimits.WAITING_FOR_BROKERS);

        HttpResponse<String> oneTooMany = post("/compensations/t-1/retry", GOOD);
        HttpResponse<String> other = get("/health/live");
        brokers.countDown();

        assertProblem(oneTooMany, 503, "too-many-decisions", "Nothing was sent");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(waiting).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(202));
        assertThat(post("/compensations/t-1/retry", GOOD).statusCode()).isEqualTo(202);
    }

    private QueryServer start() {
        return QueryServer.start(
                new QueryServer.Address("127.0.0.1", 0),
                ledger.resources(this::send),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    private static String withOrder(String orderId) {
        return "{\"operator\":\"ada\",\"reason\":\"r\",\"orderId\":\"" + orderId + "\"}";
    }

    private List<String> transactions(String path) throws Exception {
        List<String> found = new ArrayList<>();
        JSON.readTree(get(path).body())
                .get("compensations")
                .forEach(row -> found.add(row.get("transactionId").asText()));
        return found;
    }

    private static List<String> errors(HttpResponse<String> response) throws Exception {
        List<String> fields = new ArrayList<>();
        JSON.readTree(response.body())
                .get("errors")
                .forEach(error -> fields.add(error.get("field").asText()));
        return fields;
    }

    private static void assertProblem(
            HttpResponse<String> response, int status, String type, String... told)
            throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("type").asText()).isEqualTo("urn:order-pipeline:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).contains(told);
        assertThat(response.body()).doesNotContain("Exception", "<script>");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(postRequest(path, body));
    }

    private HttpRequest.Builder postRequest(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
