package io.orderpipeline.pipeline;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import java.time.Instant;
import java.util.List;

/** Command records as clients send them. */
public final class AvroCommands {

    private static final Money TOTAL = new Money(4_000L, "EUR");

    private AvroCommands() {}

    public static OrderCommand place(String commandId, String orderId) {
        return command(
                commandId,
                orderId,
                new PlaceOrder(
                        "customer-1",
                        "eu-west",
                        TOTAL,
                        List.of(new OrderLine("sku-1", 4, 1_000L))));
    }

    public static OrderCommand confirm(String commandId, String orderId) {
        return command(commandId, orderId, new ConfirmPayment("tx-" + orderId, TOTAL));
    }

    public static OrderCommand fulfil(String commandId, String orderId) {
        return command(commandId, orderId, new FulfilOrder("shipment-1"));
    }

    public static OrderCommand cancel(String commandId, String orderId) {
        return command(commandId, orderId, new CancelOrder("changed my mind"));
    }

    private static OrderCommand command(String commandId, String orderId, Object payload) {
        return new OrderCommand(
                commandId, orderId, null, Instant.parse("2026-01-01T11:59:59Z"), payload);
    }
}
