package io.orderpipeline.query;

import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.schema.view.LastEvent;
import io.orderpipeline.schema.view.OrderView;
import java.time.Instant;
import java.util.List;

/** Orders for the tests. */
final class Orders {

    private Orders() {}

    static OrderView.Builder placed(String orderId) {
        return OrderView.newBuilder()
                .setOrderId(orderId)
                .setVersion(1)
                .setStatus(OrderStatus.PLACED)
                .setCustomerId("c-7")
                .setRegion("eu-west")
                .setTotal(new Money(2_500L, "EUR"))
                .setLines(List.of(new OrderLine("sku-1", 2, 1_250L)))
                .setPlacedAt(Instant.parse("2026-01-02T03:04:05.006Z"))
                .setLastEvent(event("OrderPlaced", "cmd-1", 17));
    }

    static OrderView.Builder paid(String orderId) {
        return placed(orderId)
                .setVersion(2)
                .setStatus(OrderStatus.PAID)
                .setPayment(new Payment("tx-9", new Money(2_500L, "EUR")))
                .setLastEvent(event("PaymentConfirmed", "cmd-2", 18));
    }

    private static LastEvent event(String type, String commandId, long offset) {
        return new LastEvent(
                type,
                commandId,
                new Cause("order.command", 3, offset),
                Instant.parse("2026-01-02T03:04:06Z"));
    }
}
