package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ListCommandTest extends QueryTest {

    private static String order(String id) {
        return """
               {"orderId":"%s","status":"PAID","version":2,"customerId":"c-1","region":"eu-west",
                "total":{"amountMinor":2505,"currency":"EUR"},"placedAt":"2026-01-02T12:00:00Z"}
               """
                .formatted(id);
    }

    private void twoPages() {
        app.answer(
                "GET /orders?limit=1",
                200,
                "{\"orders\":[%s],\"next\":\"a-_=\"}".formatted(order("o-1")));
        app.answer(
                "GET /orders?limit=1&cursor=a-_%3D",
                200, "{\"orders\":[%s]}".formatted(order("order-2")));
    }

    @Test
    void orders_are_a_table() {
        app.answer(
                "GET /orders?limit=100",
                200,
                "{\"orders\":[%s,%s]}".formatted(order("o-1"), order("order-2")));

        CommandRun run = table("list", "orders");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "PLACED                ORDER    STATUS  VERSION  CUSTOMER  REGION   TOTAL",
                        "2026-01-02T12:00:00Z  o-1      PAID    2        c-1       eu-west  25.05 EUR",
                        "2026-01-02T12:00:00Z  order-2  PAID    2        c-1       eu-west  25.05 EUR");
    }

    @Test
    void every_filter_is_passed_on() {
        app.answer(
                "GET /orders?status=PAID&customer=c-1&from=2026-01-01T00%3A00%3A00Z"
                        + "&to=2026-02-01T00%3A00%3A00Z&limit=7&cursor=abc",
                200, "{\"orders\":[]}");

        CommandRun run =
                table(
                        "list orders --status PAID --customer c-1 --from 2026-01-01T00:00:00Z --to 2026-02-01T00:00:00Z --limit 7 --cursor abc"
                                .split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("None.");
    }

    @Test
    void a_page_says_on_stderr_how_to_get_the_rest() {
        twoPages();

        CommandRun run = run("list", "orders", "--limit", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.document().path("orders")).hasSize(1);
        assertThat(run.document().path("next").asText()).isEqualTo("a-_=");
        assertThat(run.err()).contains("--all", "--cursor a-_=");
    }

    @Test
    void all_pages_are_one_table_and_one_document() {
        twoPages();

        CommandRun text = table("list", "orders", "--limit", "1", "--all");
        assertThat(text.err()).isEmpty();
        assertThat(text.out().lines())
                .hasSize(3)
                .filteredOn(line -> line.contains("ORDER"))
                .hasSize(1);
        JsonNode document = run("list", "orders", "--limit", "1", "--all").document();
        assertThat(document.path("orders"))
                .containsExactly(FakeApp.parsed(order("o-1")), FakeApp.parsed(order("order-2")));
        assertThat(document.has("next")).isFalse();
        assertThat(document.has("missing")).isFalse();
    }

    @Test
    void a_partial_answer_names_what_is_missing_and_is_no_success() {
        app.answer(
                "GET /orders?limit=1",
                200,
                "{\"orders\":[%s],\"next\":\"n\",\"missing\":[4]}".formatted(order("o-1")));
        app.answer("GET /orders?limit=1&cursor=n", 200, "{\"orders\":[],\"missing\":[1,4]}");

        CommandRun run = run("list", "orders", "--limit=1", "--all");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.document().path("orders")).hasSize(1);
        assertThat(run.document().path("missing")).hasToString("[1,4]");
        assertThat(run.err()).contains("not everything", "partitions 1, 4");
    }

    @Test
    void a_refusal_in_the_middle_leaves_no_document_behind() {
        twoPages();
        app.problem("GET /orders?limit=2", 503, "views-unavailable", "");

        CommandRun run = run("list", "orders", "--limit=2");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void transactions_are_listed_by_state_and_age() {
        app.answer(
                "GET /transactions?state=PENDING&olderThan=PT5M&limit=100",
                200,
                "{\"transactions\":[%s]}".formatted(transaction("t-1", "PENDING")));

        CommandRun run = table("list", "transactions", "--state=PENDING", "--older-than=5m");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "SINCE                 TRANSACTION  STATE    ORDER  AMOUNT     REGION   WHY",
                        "2026-01-02T12:01:00Z  t-1          PENDING  o-1    25.05 EUR  eu-west  -");
    }

    @Test
    void an_age_in_any_unit_is_sent_as_iso_8601() {
        for (String[] age : new String[][] {{"30s", "PT30S"}, {"2h", "PT2H"}, {"1d", "PT24H"}}) {
            app.answer(
                    "GET /transactions?state=CITED&olderThan=" + age[1] + "&limit=100",
                    200,
                    "{\"transactions\":[]}");
            assertThat(
                            run("list", "transactions", "--state=CITED", "--older-than", age[0])
                                    .exitCode())
                    .isZero();
        }
    }

    @Test
    void compensations_are_those_that_wait_for_a_person_unless_told_otherwise() {
        app.answer(
                "GET /compensations?state=ESCALATED&limit=100",
                200,
                "{\"compensations\":[%s]}".formatted(transaction("t-1", "ESCALATED")));
        app.answer("GET /compensations?state=REFUNDED&limit=100", 200, "{\"compensations\":[]}");

        assertThat(table("list", "compensations").out()).contains("t-1", "ESCALATED");
        assertThat(run("list", "compensations", "--state", "REFUNDED").document())
                .isEqualTo(FakeApp.parsed("{\"compensations\":[]}"));
    }
}
