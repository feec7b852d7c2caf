package io.orderpipeline.order.decision;

import static io.orderpipeline.order.event.RejectionReason.ORDER_NOT_FOUND;

import io.orderpipeline.order.command.CancelOrder;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.PlaceOrder;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.event.OrderEvent.OrderPlaced;
import io.orderpipeline.order.state.Refunds;
import java.util.Optional;

/** Which command does what to an order id under which no order was placed. */
record Unplaced(Refunds refunds) implements Interventions {

    @Override
    public Decision place(PlaceOrder command) {
        return Decision.accept(
                new OrderPlaced(
                        command.customerId(), command.region(), command.total(), command.lines()));
    }

    @Override
    public Decision confirmPayment(ConfirmPayment command) {
        return notFound();
    }

    @Override
    public Decision fulfil(FulfilOrder command) {
        return notFound();
    }

    @Override
    public Decision cancel(CancelOrder command) {
        return notFound();
    }

    @Override
    public Decision settle(SettlePayment command) {
        return new Settlement(Optional.empty(), refunds).of(command);
    }

    private static Decision notFound() {
        return Decision.reject(ORDER_NOT_FOUND, "no order was placed under this id");
    }
}
