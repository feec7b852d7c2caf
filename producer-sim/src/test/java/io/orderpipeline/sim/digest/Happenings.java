package io.orderpipeline.sim.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Events of orders; their bytes are their text, which is as good as any. */
final class Happenings {

    static final Instant START = Instant.parse("2026-02-01T00:00:00Z");

    private Happenings() {}

    static LoggedEvent event(String order, long version, Object payload) {
        OrderEvent event =
                OrderEvent.newBuilder()
                        .setOrderId(order)
                        .setVersion(version)
                        .setSequence(version)
                        .setCommandId("c-" + order + "-" + version)
                        .setCommandHash(version)
                        .setCause(
                                Cause.newBuilder()
                                        .setTopic("order.command")
                                        .setPartition(0)
                                        .setOffset(version)
                                        .build())
                        .setOccurredAt(START.plusSeconds(version))
                        .setPayload(payload)
                        .build();
        return new LoggedEvent(
                event,
                ByteBuffer.wrap(event.toString().getBytes(UTF_8)),
                0,
                version,
                START.plusSeconds(version).toEpochMilli());
    }

    static OrderPlaced placed() {
        return OrderPlaced.newBuilder()
                .setCustomerId("customer-1")
                .setRegion("eu-west")
                .setTotal(money())
                .setLines(List.of())
                .build();
    }

    static PaymentConfirmed paid(String transaction) {
        return PaymentConfirmed.newBuilder()
                .setTransactionId(transaction)
                .setAmount(money())
                .build();
    }

    static OrderFulfilled fulfilled() {
        return OrderFulfilled.newBuilder().setShipmentId("s-1").build();
    }

    static OrderCancelled cancelled() {
        return OrderCancelled.newBuilder().setReason("changed my mind").build();
    }

    static RefundRequested refund(String transaction) {
        return RefundRequested.newBuilder()
                .setTransactionId(transaction)
                .setAmount(money())
                .setReason(RefundReason.ORDER_NOT_FOUND)
                .build();
    }

    private static Money money() {
        return Money.newBuilder().setAmountMinor(3042).setCurrency("EUR").build();
    }
}
