package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderReadsTest {

    private static final Instant START = Instant.parse("2024-05-01T10:00:00.120Z");

    /** As the app answers for a fulfilled order. */
    private static final String ANSWER =
            """
            {"orderId": "o-1", "status": "FULFILLED", "version": 3, "customerId": "c-7",
             "region": "eu", "total": {"amountMinor": 1998, "currency": "EUR"},
             "lines": [{"sku": "sku-1", "quantity": 2, "unitPriceMinor": 999}],
             "payment": {"transactionId": "t-1", "amount": {"amountMinor": 1998, "currency": "EUR"}},
             "shipmentId": "s-1", "placedAt": "2024-05-01T10:00:01.120Z",
             "lastEvent": {"type": "OrderFulfilled", "version": 3, "commandId": "k-3",
               "cause": {"topic": "order.command", "partition": 4, "offset": 1003},
               "occurredAt": "2024-05-01T10:00:03.120Z"}}
            """;

    private static OrderEvent event(String order, long version, Object payload) {
        return new OrderEvent(
                order,
                version,
                version,
                "k-" + version,
                0L,
                new Cause("order.command", 4, 1_000 + version),
                START.plusSeconds(version),
                payload);
    }

    private static OrderPlaced placed() {
        return new OrderPlaced(
                "c-7", "eu", new Money(1_998L, "EUR"), List.of(new OrderLine("sku-1", 2, 999L)));
    }

    private static Optional<JsonNode> expected(String order) {
        EventFold fold = new EventFold(Set.of("o-1", "o-2", "o-3"));
        fold.apply(event("o-1", 1, placed()));
        fold.apply(event("o-1", 2, new PaymentConfirmed("t-1", new Money(1_998L, "EUR"))));
        fold.apply(event("o-2", 1, placed()));
        fold.apply(event("o-1", 3, new OrderFulfilled("s-1")));
        fold.apply(event("o-2", 2, new OrderCancelled("too late")));
        fold.apply(event("o-9", 1, placed()));
        return fold.document(order);
    }

    @Test
    void an_answer_that_the_events_confirm_is_right() {
        assertThat(OrderReads.complaint(expected("o-1"), 200, ANSWER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"status\": \"FULFILLED\" | \"status\": \"PAID\" | status",
                "\"version\": 3, \"customer | \"version\": 4, \"customer | version",
                "c-7 | c-8 | customerId",
                "\"region\": \"eu\" | \"region\": \"us\" | region",
                "\"quantity\": 2 | \"quantity\": 3 | lines",
                "t-1 | t-2 | payment.transactionId",
                "\"shipmentId\": \"s-1\" | \"shipmentId\": \"s-2\" | shipmentId",
                "10:00:01.120Z | 10:00:02.120Z | placedAt",
                "OrderFulfilled | PaymentConfirmed | lastEvent.type",
                "k-3 | k-2 | lastEvent.commandId",
                "1003 | 1002 | lastEvent.cause.offset",
                "10:00:03.120Z | 10:00:04.120Z | lastEvent.occurredAt"
            })
    void every_altered_field_is_named(String right, String wrong, String field) {
        assertThat(ANSWER).contains(right);
        String altered = ANSWER.replace(right, wrong);
        assertThat(OrderReads.complaint(expected("o-1"), 200, altered))
                .hasValueSatisfying(complaint -> assertThat(complaint).startsWith(field + " is "));
    }

    @Test
    void another_amount_of_the_payment_is_named_with_both_values() {
        String altered =
                ANSWER.replace(
                        "\"amount\": {\"amountMinor\": 1998", "\"amount\": {\"amountMinor\": 1999");
        assertThat(OrderReads.complaint(expected("o-1"), 200, altered))
                .hasValue("payment.amount.amountMinor is 1999, the events say 1998");
    }

    @Test
    void a_field_too_few_or_too_many_is_named() {
        assertThat(OrderReads.complaint(expected("o-1"), 200, ANSWER.replace("region", "area")))
                .hasValue(
                        "area is \"eu\", the events say absent, region is absent, the events say \"eu\"");
    }

    @Test
    void a_cancelled_order_shows_why_and_no_payment() {
        JsonNode order = expected("o-2").orElseThrow();
        assertThat(order.at("/status").asText()).isEqualTo("CANCELLED");
        assertThat(order.at("/cancelReason").asText()).isEqualTo("too late");
        assertThat(order.has("payment")).isFalse();
    }

    @Test
    void an_order_without_events_must_not_be_found() {
        assertThat(OrderReads.complaint(expected("o-3"), 404, "{}")).isEmpty();
        assertThat(OrderReads.complaint(expected("o-3"), 200, ANSWER))
                .hasValue("HTTP status is 200, the events say 404");
        assertThat(OrderReads.complaint(expected("o-1"), 404, "{}"))
                .hasValue("HTTP status is 404, the events say 200");
    }

    @Test
    void an_answer_that_is_no_document_is_wrong() {
        assertThat(OrderReads.complaint(expected("o-1"), 200, "<html>")).isPresent();
    }
}
