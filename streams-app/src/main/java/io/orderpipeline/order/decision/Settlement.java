package io.orderpipeline.order.decision;

import static io.orderpipeline.order.decision.Decision.accept;
import static io.orderpipeline.order.decision.Decision.reject;
import static io.orderpipeline.order.event.RejectionReason.PAYMENT_ALREADY_APPLIED;
import static io.orderpipeline.order.event.RejectionReason.PAYMENT_REFUNDED;
import static io.orderpipeline.order.event.RejectionReason.REFUND_LIMIT_REACHED;

import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import io.orderpipeline.order.event.RefundReason;
import io.orderpipeline.order.state.Order;
import io.orderpipeline.order.state.Refunds;
import java.util.Optional;

/**
 * What a compensation comes to. Where the order awaited exactly this payment, the payment pays it,
 * as its confirmation would have; in every other case the money goes back. Refused is only what was
 * settled before.
 */
record Settlement(Optional<Order> order, Refunds refunds) {

    Decision of(SettlePayment command) {
        if (refunds.contains(command.transactionId())) {
            return refunded(command.transactionId());
        }
        return order.map(placed -> of(command, placed))
                .orElseGet(() -> refund(command, RefundReason.ORDER_NOT_FOUND));
    }

    private Decision of(SettlePayment command, Order placed) {
        return switch (placed.status()) {
            case PLACED ->
                    command.amount().equals(placed.total())
                            ? accept(
                                    new PaymentConfirmed(command.transactionId(), command.amount()))
                            : refund(command, RefundReason.AMOUNT_MISMATCH);
            case PAID, FULFILLED ->
                    placed.isPaidBy(command.transactionId())
                            ? applied(command.transactionId())
                            : refund(command, RefundReason.ALREADY_PAID);
            case CANCELLED -> refund(command, RefundReason.ORDER_CANCELLED);
        };
    }

    private Decision refund(SettlePayment command, RefundReason reason) {
        return refunds.full()
                ? reject(
                        REFUND_LIMIT_REACHED,
                        Refunds.MAX + " transactions of this order were refunded; no more are")
                : accept(new RefundRequested(command.transactionId(), command.amount(), reason));
    }

    /** The transaction was refunded, which is for good. */
    static Decision refunded(String transactionId) {
        return reject(
                PAYMENT_REFUNDED, "the refund of transaction " + transactionId + " was requested");
    }

    /** The transaction has paid this order. */
    static Decision applied(String transactionId) {
        return reject(
                PAYMENT_ALREADY_APPLIED,
                "transaction " + transactionId + " has paid the order before");
    }
}
