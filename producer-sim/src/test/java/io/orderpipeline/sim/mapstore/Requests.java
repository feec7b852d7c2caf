package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import java.time.Instant;
import java.util.List;

/** Requests of tests; all orders cost ten euros. */
final class Requests {

    static final Money TEN = new Money(1_000L, "EUR");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Requests() {}

    static OrderCommand place(String orderId) {
        return of(orderId, basket());
    }

    static PlaceOrder basket() {
        return new PlaceOrder("c-1", "eu-west", TEN, List.of(new OrderLine("sku-1", 1, 1_000L)));
    }

    static OrderCommand pay(String orderId, String transaction) {
        return of(orderId, new ConfirmPayment(transaction, TEN));
    }

    static OrderCommand fulfil(String orderId) {
        return of(orderId, new FulfilOrder("s-1"));
    }

    static OrderCommand cancel(String orderId) {
        return of(orderId, new CancelOrder("changed my mind"));
    }

    /** The map store never looks at command ids. */
    private static OrderCommand of(String orderId, Object payload) {
        return new OrderCommand("c-1", orderId, null, NOON, payload);
    }
}
