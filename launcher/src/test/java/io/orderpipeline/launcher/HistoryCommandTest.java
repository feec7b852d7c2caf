package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class HistoryCommandTest extends QueryTest {

    private static final String PLACED =
            event(
                    1,
                    "OrderPlaced",
                    "\"customerId\":\"c-1\",\"total\":{\"amountMinor\":2505,\"currency\":\"EUR\"},"
                            + "\"lines\":[{},{}]");
    private static final String PAID = event(2, "PaymentConfirmed", "\"transactionId\":\"t-1\"");

    private void twoAnswers() {
        app.answer(
                "GET /orders/o-1/history",
                200,
                "{\"orderId\":\"o-1\",\"version\":1,\"events\":[%s],\"next\":1,\"payments\":[]}"
                        .formatted(PLACED));
        app.answer(
                "GET /orders/o-1/history?after=1",
                200,
                "{\"orderId\":\"o-1\",\"version\":2,\"events\":[%s],\"payments\":[%s]}"
                        .formatted(PAID, transaction("t-1", "TRACKED")));
    }

    @Test
    void the_evidence_chain_is_a_line_a_version_with_the_payments_beneath() {
        twoAnswers();

        CommandRun run = table("history", "o-1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "VERSION  WHEN                  EVENT             COMMAND  CAUSED BY          "
                                + "STANDS AT         DETAILS",
                        "1        2026-01-02T12:00:01Z  OrderPlaced       c-1      order.command-3@7  "
                                + "order.event-3@11  customerId c-1, total 25.05 EUR, lines 2",
                        "2        2026-01-02T12:00:02Z  PaymentConfirmed  c-2      order.command-3@7  "
                                + "order.event-3@12  transactionId t-1",
                        "",
                        "SINCE                 TRANSACTION  STATE    ORDER  AMOUNT     REGION   WHY",
                        "2026-01-02T12:01:00Z  t-1          TRACKED  o-1    25.05 EUR  eu-west  -");
    }

    @Test
    void the_document_has_the_events_of_all_answers() {
        twoAnswers();

        JsonNode document = run("history", "o-1").document();

        assertThat(document.path("events"))
                .containsExactly(FakeApp.parsed(PLACED), FakeApp.parsed(PAID));
        assertThat(document.path("version").asInt()).isEqualTo(2);
        assertThat(document.path("payments")).hasSize(1);
        assertThat(document.has("next")).isFalse();
    }

    @Test
    void without_payments_there_is_one_table() {
        app.answer(
                "GET /orders/o-1/history",
                200,
                "{\"events\":[%s],\"payments\":[]}".formatted(PLACED));

        assertThat(table("history", "o-1").out().lines()).hasSize(2);
    }

    @Test
    void payments_have_the_colour_of_their_state() {
        twoAnswers();

        assertThat(onTerminal("history", "o-1").out()).contains("\u001b[32mTRACKED\u001b[39m");
    }
}
