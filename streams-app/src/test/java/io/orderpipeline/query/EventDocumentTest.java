package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.query.reply.Json;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundReason;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event on its way out, and back in when it comes from another instance. */
final class EventDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OrderPlaced PLACED =
            new OrderPlaced(
                    "c-1", "eu", new Money(2_500L, "EUR"), List.of(new OrderLine("s", 2, 1_250L)));

    @Test
    void an_event_is_written_with_its_place_its_cause_and_all_that_it_says() throws IOException {
        assertThat(JSON.readTree(Json.bytes(document(PLACED))))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"version":3,"type":"OrderPlaced",
                                 "occurredAt":"2026-01-02T12:00:00.500Z","commandId":"cmd-1",
                                 "cause":{"topic":"order.command","partition":4,"offset":17},
                                 "event":{"topic":"order.event","partition":4,"offset":12},
                                 "payload":{"customerId":"c-1","region":"eu",
                                   "total":{"amountMinor":2500,"currency":"EUR"},
                                   "lines":[{"sku":"s","quantity":2,"unitPriceMinor":1250}]}}
                                """));
    }

    @Test
    void a_reason_is_written_by_its_name() throws IOException {
        EventDocument document =
                document(
                        new RefundRequested(
                                "t-1", new Money(1L, "EUR"), RefundReason.ALREADY_PAID));

        assertThat(JSON.readTree(Json.bytes(document)).get("payload"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"transactionId":"t-1","reason":"ALREADY_PAID",
                                 "amount":{"amountMinor":1,"currency":"EUR"}}
                                """));
    }

    @Test
    void what_one_instance_writes_another_reads_and_writes_alike() throws IOException {
        byte[] written = Json.bytes(document(PLACED));

        EventDocument read = JSON.readValue(written, EventDocument.class);

        assertThat(Json.bytes(read)).isEqualTo(written);
    }

    private static EventDocument document(Object payload) {
        OrderEvent event =
                new OrderEvent(
                        "o-1",
                        3L,
                        3L,
                        "cmd-1",
                        0L,
                        new Cause("order.command", 4, 17L),
                        Instant.parse("2026-01-02T12:00:00.5Z"),
                        payload);
        return EventDocument.of(event, 4, 12);
    }
}
