package io.orderpipeline.order;

import io.orderpipeline.order.command.CancelOrder;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.Operator;
import io.orderpipeline.order.command.PlaceOrder;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.command.ResolveCompensation;
import io.orderpipeline.order.command.RetryCompensation;
import io.orderpipeline.order.command.SettlePayment;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Commands that tests start from. */
public final class Commands {

    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final Money TOTAL = new Money(4_000, "EUR");

    public static final PlaceOrder PLACE =
            new PlaceOrder(
                    "customer-1",
                    "eu-west",
                    TOTAL,
                    List.of(new OrderLine("sku-1", 3, 1_000), new OrderLine("sku-2", 1, 1_000)));
    public static final ConfirmPayment CONFIRM = new ConfirmPayment("tx-1", TOTAL);
    public static final FulfilOrder FULFIL = new FulfilOrder("shipment-1");
    public static final CancelOrder CANCEL = new CancelOrder("changed my mind");

    public static final SettlePayment SETTLE = new SettlePayment("tx-1", TOTAL);
    public static final Operator ALICE = new Operator("alice", "the gateway is back");
    public static final RetryCompensation RETRY = new RetryCompensation("tx-1", ALICE);
    public static final ResolveCompensation RESOLVE = new ResolveCompensation("tx-1", ALICE);

    private Commands() {}

    /** A command to order {@code o-1}. */
    public static ReceivedCommand command(String commandId, Command body) {
        return expecting(OptionalLong.empty(), commandId, body);
    }

    public static ReceivedCommand expecting(
            OptionalLong expectedVersion, String commandId, Command body) {
        Cause cause = new Cause("order.command", 0, 17);
        return new ReceivedCommand("o-1", commandId, expectedVersion, body, cause, NOON);
    }
}
