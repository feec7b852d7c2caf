package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of operators, against a server that answers as the app does. */
class CompensationsCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM =
            "{\"type\":\"urn:order-pipeline:problem:%s\",\"status\":%d,\"detail\":\"This is why.\"}";

    @TempDir Path home;

    private final FakeApp app = new FakeApp();

    @AfterEach
    void stop() {
        app.close();
    }

    private void answer(String request, int status, String body) {
        app.answer(request, status, body);
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compensations"));
        all.addAll(List.of(arguments));
        all.add("--url=" + app.url() + "/");
        return CommandRun.of(home, all.toArray(String[]::new));
    }

    private static String row(String transactionId, String more) {
        return """
               {"orderId":"o-1","transactionId":"%s","state":"ESCALATED",
                "enteredAt":"2026-01-02T12:01:00Z","compensations":4,"refundRequests":5,
                "attempts":3%s}
               """
                .formatted(transactionId, more);
    }

    private static final String ESCALATED =
            """
            ,"amount":{"amountMinor":2505,"currency":"EUR"},"region":"eu-west",
            "capturedAt":"2026-01-02T12:00:00Z","escalation":"nobody answers"
            """;

    @Test
    void the_list_is_a_table_in_columns_as_wide_as_they_must_be() {
        answer(
                "GET /compensations?state=ESCALATED&limit=100",
                200,
                "{\"compensations\":[%s,%s]}"
                        .formatted(row("t-1", ESCALATED), row("transaction-2", "")));

        CommandRun run = run("list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "SINCE                 TRANSACTION    ORDER  AMOUNT     REGION   WHY",
                        "2026-01-02T12:01:00Z  t-1            o-1    25.05 EUR  eu-west  nobody answers",
                        "2026-01-02T12:01:00Z  transaction-2  o-1    -          -        -");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void an_empty_list_says_so() {
        answer("GET /compensations?state=RESOLVED&limit=5", 200, "{\"compensations\":[]}");

        CommandRun run = run("list", "--state", "RESOLVED", "--limit", "5");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("No transaction is RESOLVED.");
    }

    private void twoPages() {
        answer(
                "GET /compensations?state=ESCALATED&limit=1",
                200,
                "{\"compensations\":[%s],\"next\":\"a-_\"}".formatted(row("t-1", "")));
        answer(
                "GET /compensations?state=ESCALATED&limit=1&cursor=a-_",
                200,
                "{\"compensations\":[%s]}".formatted(row("t-2", "")));
    }

    @Test
    void a_list_that_does_not_show_everything_says_so() {
        twoPages();

        CommandRun run = run("list", "--limit", "1");

        assertThat(run.out()).contains("t-1", "There are more; --all").doesNotContain("t-2");
    }

    @Test
    void all_pages_are_one_table_and_one_document() throws IOException {
        twoPages();

        assertThat(run("list", "--limit", "1", "--all").out())
                .contains("t-1", "t-2")
                .doesNotContain("more");
        JsonNode document = JSON.readTree(run("list", "--limit", "1", "--all", "--json").out());
        assertThat(document.get("compensations")).hasSize(2);
        assertThat(document.has("next")).isFalse();
    }

    @Test
    void a_page_as_a_document_has_the_cursor_of_the_next_one() throws IOException {
        twoPages();

        JsonNode document = JSON.readTree(run("list", "--limit", "1", "--json").out());

        assertThat(document.get("next").asText()).isEqualTo("a-_");
    }

    @Test
    void a_transaction_is_shown_with_all_that_it_has() {
        answer(
                "GET /compensations/t-1",
                200,
                "{\"transactionId\":\"t-1\",\"rows\":[%s]}"
                        .formatted(
                                row(
                                        "t-1",
                                        ESCALATED
                                                + """
                                                ,"refundReason":"ALREADY_PAID",
                                                "dueAt":"2026-01-02T12:02:00Z",
                                                "refundedAt":"2026-01-02T12:00:30Z",
                                                "payment":{"event":{"topic":"order.event","partition":3,"offset":7},
                                                  "commandTopic":"order.command","citedAt":"2026-01-02T12:00:10Z"},
                                                "lastAction":{"kind":"RETRIED","operator":"ada",
                                                  "reason":"gateway down","actedAt":"2026-01-02T12:00:40Z"}
                                                """)));

        CommandRun run = run("show", "t-1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "transaction  t-1",
                        "order        o-1",
                        "state        ESCALATED since 2026-01-02T12:01:00Z",
                        "why          nobody answers",
                        "amount       25.05 EUR",
                        "captured     2026-01-02T12:00:00Z in eu-west",
                        "payment      2026-01-02T12:00:10Z, caused by a record on order.command, order.event-3@7",
                        "reason       ALREADY_PAID",
                        "refunded     2026-01-02T12:00:30Z",
                        "asked        4 compensations, 5 refund requests, 3 attempts at this step",
                        "next look    2026-01-02T12:02:00Z",
                        "last action  RETRIED by ada at 2026-01-02T12:00:40Z: gateway down");
    }

    @Test
    void a_transaction_as_a_document_is_as_the_app_wrote_it() throws IOException {
        String document = "{\"transactionId\":\"t-1\",\"rows\":[%s]}".formatted(row("t-1", ""));
        answer("GET /compensations/t-1", 200, document);

        assertThat(JSON.readTree(run("show", "t-1", "--json").out()))
                .isEqualTo(JSON.readTree(document));
    }

    @Test
    void what_a_terminal_would_obey_is_not_printed() {
        answer(
                "GET /compensations/t-1",
                200,
                "{\"rows\":[%s]}"
                        .formatted(row("t-1", ",\"escalation\":\"\\u001b[2Jgone\\nnew line\"")));

        assertThat(run("show", "t-1").out()).contains("?[2Jgone?new line").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "resolve"})
    void a_decision_goes_to_the_app_with_name_reason_and_an_id_of_its_own(String action)
            throws IOException {
        answer(
                "POST /compensations/t%2F1/" + action,
                202,
                "{\"commandId\":\"op-7\",\"orderId\":\"o-1\",\"fate\":\"accepted\"}");

        CommandRun run =
                run(action, "t/1", "--operator", "ada", "--reason", "sí \"77\"", "--order", "o-1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("The " + action + " of t/1 (order o-1) is in the log as command op-7.")
                .contains("pipeline compensations show t/1");
        FakeApp.Asked request = app.asked().get(0);
        assertThat(request.type()).isEqualTo("application/json");
        assertThat(request.commandId()).matches("op-[0-9a-f-]{36}");
        assertThat(request.json())
                .isEqualTo(
                        JSON.createObjectNode()
                                .put("operator", "ada")
                                .put("reason", "sí \"77\"")
                                .put("orderId", "o-1"));
    }

    @Test
    void the_operator_is_who_runs_the_command_unless_told_otherwise() throws IOException {
        answer("POST /compensations/t-1/retry", 202, "{\"fate\":\"accepted\"}");

        CommandRun run = run("retry", "t-1", "--reason", "r");

        String user = System.getenv("USER");
        if (user == null || user.isBlank()) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--operator");
        } else {
            assertThat(run.exitCode()).isZero();
            assertThat(app.asked().get(0).json().get("operator").asText()).isEqualTo(user);
        }
    }

    @Test
    void a_decision_whose_fate_is_unknown_is_not_called_a_success() {
        answer(
                "POST /compensations/t-1/retry",
                202,
                "{\"commandId\":\"op-7\",\"orderId\":\"o-1\",\"fate\":\"unknown\"}");

        CommandRun run = run("retry", "t-1", "--operator", "ada", "--reason", "r");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("Nobody knows yet", "op-7", "show t-1");
    }

    @ParameterizedTest
    @CsvSource({
        "404, transaction-not-found, 1",
        "409, not-escalated, 1",
        "409, several-orders, 1",
        "400, invalid-request, 2",
        "413, request-too-large, 2",
        "503, views-unavailable, 3",
        "503, not-sent, 3",
        "500, internal, 3",
        "404, no-such-resource, 3"
    })
    void what_the_app_refuses_is_told_in_its_own_words(int status, String type, int exitCode) {
        answer("POST /compensations/t-1/retry", status, PROBLEM.formatted(type, status));

        CommandRun run = run("retry", "t-1", "--operator", "ada", "--reason", "r");

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).isEqualToIgnoringNewLines("This is why.");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, <html>", "200, <html>", "200, []", "302, ''", "502, {}"})
    void an_answer_of_another_server_is_not_taken_for_the_apps(int status, String body) {
        answer("GET /compensations/t-1", status, body);

        CommandRun run = run("show", "t-1");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("is not the app", "127.0.0.1").doesNotContain("\tat ");
    }

    @Test
    void an_app_that_is_not_there_is_named_with_what_to_do() {
        String nobody = FakeApp.nobody().toString();

        CommandRun run = CommandRun.of(home, "compensations", "list", "--url", nobody);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(nobody, "pipeline app", "--url").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lst",
                "show",
                "show t-1 t-2",
                "retry t-1",
                "retry --reason r",
                "list --limit ten",
                "list --url ftp://x",
                "list --url not^a^url",
                "list --url http:///x"
            })
    void a_wrong_command_line_is_refused_before_anybody_is_asked(String line) {
        List<String> arguments = new ArrayList<>(List.of("compensations"));
        arguments.addAll(List.of(line.split(" ", -1)));
        arguments.removeIf(String::isEmpty);

        CommandRun run = CommandRun.of(home, arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(app.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "retry", "resolve"})
    void every_command_explains_itself_with_examples(String command) {
        CommandRun run = CommandRun.of(home, "compensations", command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "Usage: pipeline compensations " + command, "Examples:", "--url", "--json");
    }
}
