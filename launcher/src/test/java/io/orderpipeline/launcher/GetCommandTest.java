package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GetCommandTest extends QueryTest {

    private static final String ORDER =
            """
            {"orderId":"o-1","status":"PAID","version":2,"customerId":"c-1","region":"eu-west",
             "total":{"amountMinor":2505,"currency":"EUR"},
             "lines":[{"sku":"tea","quantity":2,"unitPriceMinor":1000},
                      {"sku":"cup","quantity":1,"unitPriceMinor":505}],
             "payment":{"transactionId":"t-1","amount":{"amountMinor":2505,"currency":"EUR"}},
             "placedAt":"2026-01-02T12:00:00Z",
             "lastEvent":{"type":"PaymentConfirmed","version":2,"commandId":"cmd-2",
               "cause":{"topic":"order.command","partition":3,"offset":7},
               "occurredAt":"2026-01-02T12:00:05Z"}%s}
            """;

    @Test
    void an_order_is_shown_with_all_that_it_has() {
        app.answer("GET /orders/o-1", 200, ORDER.formatted(""));

        CommandRun run = table("get", "order", "o-1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "order        o-1",
                        "status       PAID, version 2",
                        "customer     c-1 in eu-west",
                        "placed       2026-01-02T12:00:00Z",
                        "total        25.05 EUR",
                        "line         2 x tea at 10.00",
                        "line         1 x cup at 5.05",
                        "payment      t-1, 25.05 EUR",
                        "last event   PaymentConfirmed at 2026-01-02T12:00:05Z by command cmd-2,"
                                + " order.command-3@7");
    }

    @Test
    void where_nobody_looks_the_document_is_printed_as_the_app_wrote_it() {
        app.answer("GET /orders/o-1", 200, ORDER.formatted(""));

        assertThat(run("get", "order", "o-1").document())
                .isEqualTo(FakeApp.parsed(ORDER.formatted("")));
    }

    @Test
    void a_terminal_gets_text_in_colour_and_the_document_only_when_asked() {
        app.answer("GET /orders/o-1", 200, ORDER.formatted(""));

        assertThat(onTerminal("get", "order", "o-1").out())
                .containsPattern("status {7}\u001b\\[[0-9;]+mPAID\u001b\\[[0-9;]+m, version 2");
        assertThat(onTerminal("get", "order", "o-1", "--no-color").out())
                .contains("status       PAID, version 2");
        assertThat(onTerminal("get", "order", "o-1", "--json").document().path("version").asInt())
                .isEqualTo(2);
    }

    @Test
    void an_order_as_of_an_instant_says_whether_that_is_final() {
        String settled = ORDER.formatted(",\"asOf\":\"2026-01-02T11:00:00Z\",\"settled\":true");
        app.answer("GET /orders/o-1?asOf=2026-01-02T11%3A00%3A00Z", 200, settled);
        app.answer(
                "GET /orders/o-2?asOf=2026-01-02T11%3A00%3A00Z",
                200, settled.replace("true", "false"));

        assertThat(table("get", "order", "o-1", "--as-of", "2026-01-02T12:00:00+01:00").out())
                .contains("as of        2026-01-02T11:00:00Z, settled");
        assertThat(table("get", "order", "o-2", "--as-of", "2026-01-02T11:00:00Z").out())
                .contains("2026-01-02T11:00:00Z, not settled: events that happened by then may");
    }

    @Test
    void a_version_is_waited_for_as_long_as_one_says() {
        app.answer("GET /orders/o-1?minVersion=2&waitMs=10000", 200, ORDER.formatted(""));
        app.answer("GET /orders/o-1?minVersion=2", 200, ORDER.formatted(""));

        assertThat(run("get", "order", "o-1", "--min-version", "2", "--wait", "10s").exitCode())
                .isZero();
        assertThat(run("get", "order", "o-1", "--min-version=2").exitCode()).isZero();
    }

    @Test
    void a_version_that_does_not_come_is_no_success_and_says_what_to_do() {
        app.problem(
                "GET /orders/o-1?minVersion=3",
                504,
                "version-not-reached",
                ",\"currentVersion\":2");

        CommandRun run = run("get", "order", "o-1", "--min-version", "3");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "A title. This is why.",
                        "It is at version 2. Wait longer with --wait, or ask without --min-version.");
    }

    @Test
    void an_answer_from_a_standby_says_how_old_it_may_be() {
        app.answer("GET /orders/o-1", 200, ORDER.formatted(""), Map.of("X-Staleness-Ms", "250"));

        CommandRun run = run("get", "order", "o-1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.document().path("version").asInt()).isEqualTo(2);
        assertThat(run.err()).contains("standby", "250 ms");
        Map<String, String> stale = Map.of("X-Staleness-Ms", "70");
        app.answer("GET /transactions/t-1", 200, "{\"rows\":[]}", stale);
        app.answer("GET /orders/o-1/history", 200, "{\"events\":[]}", stale);
        assertThat(run("get", "transaction", "t-1").err()).contains("standby", "70 ms");
        assertThat(run("history", "o-1").err()).contains("standby", "70 ms");
    }

    @Test
    void a_transaction_is_shown_in_any_state() {
        String document =
                "{\"transactionId\":\"t-1\",\"rows\":[%s]}"
                        .formatted(transaction("t-1", "TRACKED"));
        app.answer("GET /transactions/t-1", 200, document);

        assertThat(run("get", "transaction", "t-1").document()).isEqualTo(FakeApp.parsed(document));
        assertThat(table("get", "transaction", "t-1").out().lines())
                .startsWith(
                        "transaction  t-1",
                        "order        o-1",
                        "state        TRACKED since 2026-01-02T12:01:00Z",
                        "amount       25.05 EUR");
    }
}
