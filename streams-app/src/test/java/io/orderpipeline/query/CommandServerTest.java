package io.orderpipeline.query;

import static io.orderpipeline.query.Endings.accepted;
import static io.orderpipeline.query.Endings.at;
import static io.orderpipeline.query.Endings.duplicate;
import static io.orderpipeline.query.Endings.fulfilled;
import static io.orderpipeline.query.Endings.refused;
import static io.orderpipeline.query.Endings.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.query.FrontDesk.Reply;
import io.orderpipeline.query.FrontDesk.Sent;
import io.orderpipeline.query.command.ClientCommand;
import io.orderpipeline.query.command.Delivery;
import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands over HTTP: what each of them sends, and how each outcome is answered. */
final class CommandServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Money TOTAL = new Money(2_500L, "EUR");
    private static final String FULFIL = "{'shipmentId':'s-1'}";
    private static final String ORDER =
            "{'orderId':'o-1','customerId':'c-1','region':'eu',"
                    + "'total':{'amountMinor':2500,'currency':'EUR'},"
                    + "'lines':[{'sku':'a','quantity':2,'unitPriceMinor':1250}]}";

    private final FrontDesk desk = new FrontDesk();

    @AfterEach
    void stop() {
        desk.close();
    }

    /** Every command is written to partition 2 at offset 17 and ends so. */
    private void ending(Function<ClientCommand, Committed> ending) {
        desk.brokers =
                sent -> {
                    sent.written(2, 17);
                    desk.tell(ending.apply(sent.command()));
                };
    }

    @Test
    void an_order_that_is_placed_is_created() throws Exception {
        List<OrderLine> lines = List.of(new OrderLine("a", 2, 1_250L));
        OrderPlaced placed = new OrderPlaced("c-1", "eu", TOTAL, lines);
        ending(command -> Endings.event(command, 1, at(2, 17), placed));

        Reply reply = desk.post("/orders", "k-1", ORDER);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("location")).contains("/orders/o-1");
        assertThat(reply.header("etag")).contains("\"1\"");
        assertThat(reply.header("content-type")).contains("application/json");
        assertThat(reply.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"orderId":"o-1","commandId":"k-1","outcome":"ACCEPTED",
                                 "version":1,"events":["OrderPlaced"]}
                                """));
        assertThat(desk.sent)
                .extracting(Sent::command)
                .containsExactly(
                        new ClientCommand(
                                "o-1",
                                "k-1",
                                OptionalLong.empty(),
                                new PlaceOrder("c-1", "eu", TOTAL, lines)));
    }

    @Test
    void a_payment_a_shipment_and_a_cancellation_change_an_order() throws Exception {
        changes(
                "payment",
                "{'transactionId':'t-1','amount':{'amountMinor':2500,'currency':'EUR'}}",
                new ConfirmPayment("t-1", TOTAL),
                new PaymentConfirmed("t-1", TOTAL));
        changes("fulfilment", FULFIL, new FulfilOrder("s-1"), new OrderFulfilled("s-1"));
        changes("cancellation", "{'reason':'r'}", new CancelOrder("r"), new OrderCancelled("r"));
    }

    private void changes(String what, String body, Object payload, Object event) throws Exception {
        ending(command -> Endings.event(command, 4, at(2, 17), event));
        String type = event.getClass().getSimpleName();

        Reply reply = desk.post("/orders/o-1/" + what, "k-1", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("location")).isEmpty();
        assertThat(reply.header("etag")).contains("\"4\"");
        assertThat(reply.json().get("events")).isEqualTo(JSON.createArrayNode().add(type));
        ClientCommand command = desk.sent.get(desk.sent.size() - 1).command();
        assertThat(command.payload()).isEqualTo(payload);
        assertThat(command.orderId()).isEqualTo("o-1");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "1000000000, 1000000000", "7-g3, 7", "7-g12, 7"})
    void the_expected_version_goes_along_whatever_generation_told_it(String tag, long version) {
        ending(command -> fulfilled(command, version + 1, at(2, 17)));

        Reply reply =
                desk.send(
                                desk.json("/orders/o-1/fulfilment", FULFIL)
                                        .header("Idempotency-Key", "k-1")
                                        .header("If-Match", "\"" + tag + "\""))
                        .join();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(desk.sent.get(0).command().expectedVersion()).hasValue(version);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectionReason.class,
            names = {"DUPLICATE_COMMAND"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_refusal_is_a_problem_with_its_reason_and_the_version_of_the_order(
            RejectionReason reason) {
        ending(command -> refused(command, reason, at(2, 17)));

        Reply reply = desk.post("/orders/o-1/fulfilment", "k-1", FULFIL);

        assertRefused(reply, reason, 3);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectionReason.class,
            names = {"DUPLICATE_COMMAND", "COMMAND_ID_REUSED"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_resend_of_what_was_refused_gets_the_same_problem_as_the_first(RejectionReason reason) {
        ending(command -> duplicate(command, rejected(1, reason), at(2, 17)));

        assertRefused(desk.post("/orders/o-1/fulfilment", "k-1", FULFIL), reason, 1);
    }

    private static void assertRefused(Reply reply, RejectionReason reason, long version) {
        String type =
                switch (reason) {
                    case VERSION_CONFLICT -> "409 version-conflict";
                    case COMMAND_ID_REUSED -> "422 idempotency-key-reused";
                    case ORDER_NOT_FOUND -> "404 order-not-found";
                    case INVALID_COMMAND -> "400 invalid-request";
                    default -> "409 command-rejected";
                };
        assertThat(reply.header("content-type")).contains("application/problem+json");
        assertThat(reply.status() + " " + reply.json().get("type").asText())
                .isEqualTo(type.replace(" ", " urn:order-pipeline:problem:"));
        assertThat(reply.json().get("reason").asText()).isEqualTo(reason.name());
        assertThat(reply.json().get("detail").asText()).startsWith("this is why: ");
        assertThat(reply.json().get("currentVersion").asLong()).isEqualTo(version);
        assertThat(reply.json().get("instance").asText()).isEqualTo("/orders/o-1/fulfilment");
    }

    @Test
    void a_resend_of_what_was_accepted_gets_the_first_outcome_and_is_told_so() throws Exception {
        ending(command -> duplicate(command, accepted(2), at(2, 17)));

        Reply reply = desk.post("/orders/o-1/fulfilment", "k-1", FULFIL);
        Reply placed = desk.post("/orders", "k-1", ORDER);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("etag")).contains("\"2\"");
        assertThat(reply.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"orderId":"o-1","commandId":"k-1","outcome":"ACCEPTED",
                                 "version":2,"duplicate":true}
                                """));
        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.header("location")).contains("/orders/o-1");
    }

    @Test
    void a_resend_whose_first_outcome_is_not_understood_is_refused_as_a_resend() {
        CommandOutcome unheardOf = new CommandOutcome(OutcomeKind.UNKNOWN, 2L, null);
        ending(command -> duplicate(command, unheardOf, at(2, 17)));

        Reply reply = desk.post("/orders/o-1/fulfilment", "k-1", FULFIL);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().get("reason").asText()).isEqualTo("DUPLICATE_COMMAND");
    }

    @Test
    void a_command_that_is_certainly_not_in_the_log_is_said_so_at_once() {
        desk.brokers = sent -> sent.delivery().complete(new Delivery.NotSent());

        Reply reply = desk.post("/orders/o-1/fulfilment?waitMs=30000", "k-1", FULFIL);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).contains("1");
        assertThat(reply.json().get("type").asText()).endsWith(":not-sent");
    }

    @Test
    void how_a_command_ended_is_told_later_too() throws Exception {
        desk.outcomes.put("o-1/k-1", new Outcome.Accepted(1, List.of("OrderPlaced")));
        desk.outcomes.put("o-1/cmp-t", new Outcome.Rejected(0, "NOT_PAID", "not paid yet"));

        Reply accepted = desk.get("/orders/o-1/commands/k-1");
        Reply refused = desk.get("/orders/o-1/commands/cmp-t");

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.header("cache-control")).contains("no-cache");
        assertThat(accepted.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"orderId":"o-1","commandId":"k-1","outcome":"ACCEPTED",
                                 "version":1,"events":["OrderPlaced"]}
                                """));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"orderId":"o-1","commandId":"cmp-t","outcome":"REJECTED",
                                 "version":0,"reason":"NOT_PAID","detail":"not paid yet"}
                                """));
    }

    @Test
    void a_command_of_which_nothing_is_known_has_no_outcome_yet() {
        desk.outcomes.put("o-1/k-1", new Outcome.Accepted(1, List.of("OrderPlaced")));

        for (String path : List.of("/orders/o-1/commands/k-2", "/orders/o-2/commands/k-1")) {
            Reply reply = desk.get(path);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.header("content-type")).contains("application/problem+json");
            assertThat(reply.json().get("type").asText()).endsWith(":no-outcome");
        }
    }

    @Test
    void the_feed_is_listened_to_once_and_no_longer_than_the_server_runs() {
        ending(command -> fulfilled(command, 3, at(2, 17)));
        desk.post("/orders/o-1/fulfilment", "k-1", FULFIL);
        desk.post("/orders/o-1/cancellation", "k-2", "{'reason':'r'}");

        assertThat(desk.listening()).isEqualTo(1);
        desk.close();
        assertThat(desk.listening()).isZero();
    }

    @Test
    void nothing_is_sent_while_no_outcome_would_be_heard() {
        ending(command -> fulfilled(command, 3, at(2, 17)));
        desk.deaf = true;

        Reply reply = desk.post("/orders/o-1/fulfilment", "k-1", FULFIL);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).contains("1");
        assertThat(reply.json().get("type").asText()).endsWith(":not-sent");
        assertThat(desk.sent).isEmpty();
        desk.deaf = false;
        assertThat(desk.post("/orders/o-1/fulfilment", "k-1", FULFIL).status()).isEqualTo(200);
    }
}
