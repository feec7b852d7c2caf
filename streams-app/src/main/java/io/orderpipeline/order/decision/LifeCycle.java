package io.orderpipeline.order.decision;

import static io.orderpipeline.order.decision.Decision.accept;
import static io.orderpipeline.order.decision.Decision.reject;
import static io.orderpipeline.order.event.RejectionReason.ALREADY_CANCELLED;
import static io.orderpipeline.order.event.RejectionReason.ALREADY_FULFILLED;
import static io.orderpipeline.order.event.RejectionReason.ALREADY_PAID;
import static io.orderpipeline.order.event.RejectionReason.NOT_CANCELLABLE;
import static io.orderpipeline.order.event.RejectionReason.NOT_PAID;
import static io.orderpipeline.order.event.RejectionReason.ORDER_ALREADY_EXISTS;
import static io.orderpipeline.order.event.RejectionReason.ORDER_CANCELLED;
import static io.orderpipeline.order.event.RejectionReason.PAYMENT_AMOUNT_MISMATCH;

import io.orderpipeline.order.command.CancelOrder;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.PlaceOrder;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.event.OrderEvent.OrderCancelled;
import io.orderpipeline.order.event.OrderEvent.OrderFulfilled;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.state.Order;
import io.orderpipeline.order.state.Payment;
import io.orderpipeline.order.state.Refunds;
import java.util.Optional;

/** Which command does what to an order that was placed: one method a command, one line a status. */
record LifeCycle(Order order, Refunds refunds) implements Interventions {

    @Override
    public Decision place(PlaceOrder command) {
        return reject(ORDER_ALREADY_EXISTS, "the order was placed before and is " + order.status());
    }

    @Override
    public Decision confirmPayment(ConfirmPayment command) {
        if (refunds.contains(command.transactionId())) {
            return Settlement.refunded(command.transactionId());
        }
        return switch (order.status()) {
            case PLACED -> pay(command);
            case PAID, FULFILLED -> payAgain(command);
            case CANCELLED ->
                    reject(
                            ORDER_CANCELLED,
                            "the order was cancelled before transaction "
                                    + command.transactionId()
                                    + " could pay it");
        };
    }

    private Decision pay(ConfirmPayment command) {
        return command.amount().equals(order.total())
                ? accept(new PaymentConfirmed(command.transactionId(), command.amount()))
                : reject(
                        PAYMENT_AMOUNT_MISMATCH,
                        "the payment is %s, the order costs %s"
                                .formatted(command.amount(), order.total()));
    }

    private Decision payAgain(ConfirmPayment command) {
        Payment payment = order.payment().orElseThrow();
        return order.isPaidBy(command.transactionId())
                ? Settlement.applied(command.transactionId())
                : reject(
                        ALREADY_PAID,
                        "the order is paid by transaction " + payment.transactionId());
    }

    @Override
    public Decision fulfil(FulfilOrder command) {
        return switch (order.status()) {
            case PLACED -> reject(NOT_PAID, "the order waits for a payment of " + order.total());
            case PAID -> accept(new OrderFulfilled(command.shipmentId()));
            case FULFILLED -> reject(ALREADY_FULFILLED, "the order was fulfilled before");
            case CANCELLED -> reject(ORDER_CANCELLED, "the order was cancelled before");
        };
    }

    @Override
    public Decision cancel(CancelOrder command) {
        return switch (order.status()) {
            case PLACED -> accept(new OrderCancelled(command.reason()));
            case PAID, FULFILLED ->
                    reject(
                            NOT_CANCELLABLE,
                            "the order is "
                                    + order.status()
                                    + "; only an order that is not paid can be cancelled");
            case CANCELLED -> reject(ALREADY_CANCELLED, "the order was cancelled before");
        };
    }

    @Override
    public Decision settle(SettlePayment command) {
        return new Settlement(Optional.of(order), refunds).of(command);
    }
}
