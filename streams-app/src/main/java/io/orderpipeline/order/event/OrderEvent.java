package io.orderpipeline.order.event;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.OrderLine;
import java.util.List;

/** What happened to an order; the body without its envelope. */
public sealed interface OrderEvent {

    /** Calls the case of this event's type. */
    <R> R match(Cases<R> cases);

    /** One case for each type of event. */
    interface Cases<R> {
        R placed(OrderPlaced event);

        R paymentConfirmed(PaymentConfirmed event);

        R fulfilled(OrderFulfilled event);

        R cancelled(OrderCancelled event);

        R refundRequested(RefundRequested event);

        R compensationRetried(CompensationRetried event);

        R compensationResolved(CompensationResolved event);
    }

    /** The order exists and waits for its payment. */
    record OrderPlaced(String customerId, String region, Money total, List<OrderLine> lines)
            implements OrderEvent {

        public OrderPlaced {
            lines = List.copyOf(lines);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.placed(this);
        }
    }

    /** The order is paid by this transaction. */
    record PaymentConfirmed(String transactionId, Money amount) implements OrderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.paymentConfirmed(this);
        }
    }

    /** The order was shipped; it is closed. */
    record OrderFulfilled(String shipmentId) implements OrderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fulfilled(this);
        }
    }

    /** The order was cancelled before it was paid; it is closed. */
    record OrderCancelled(String reason) implements OrderEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cancelled(this);
        }
    }

    /**
     * What happened to a payment transaction and not to the order, which stays as it is. May happen
     * under an order id that was never placed.
     */
    sealed interface TransactionEvent extends OrderEvent {
        String transactionId();
    }

    /** The transaction cannot pay the order, now or ever; the money goes back. */
    record RefundRequested(String transactionId, Money amount, RefundReason reason)
            implements TransactionEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refundRequested(this);
        }
    }

    /** An operator had the escalated transaction tried again. */
    record CompensationRetried(String transactionId, String operator, String reason)
            implements TransactionEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compensationRetried(this);
        }
    }

    /** An operator said that the escalated transaction needs nothing more. */
    record CompensationResolved(String transactionId, String operator, String reason)
            implements TransactionEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compensationResolved(this);
        }
    }
}
