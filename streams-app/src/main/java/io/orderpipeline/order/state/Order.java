package io.orderpipeline.order.state;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.OrderEvent.CompensationResolved;
import io.orderpipeline.order.event.OrderEvent.CompensationRetried;
import io.orderpipeline.order.event.OrderEvent.OrderCancelled;
import io.orderpipeline.order.event.OrderEvent.OrderFulfilled;
import io.orderpipeline.order.event.OrderEvent.OrderPlaced;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import java.util.Optional;

/** What decisions need to know of an order that was placed: a fold of its events. */
public record Order(
        OrderStatus status,
        String customerId,
        String region,
        Money total,
        Optional<Payment> payment) {

    /** The order after {@code event}; absent as long as it was not placed. */
    public static Optional<Order> evolve(Optional<Order> before, OrderEvent event) {
        return event.match(new Evolution(before));
    }

    /** Whether this very transaction has paid the order. */
    public boolean isPaidBy(String transactionId) {
        return payment.map(paid -> paid.transactionId().equals(transactionId)).orElse(false);
    }

    private Order with(OrderStatus next) {
        return new Order(next, customerId, region, total, payment);
    }

    private Order paidBy(Payment paid) {
        return new Order(OrderStatus.PAID, customerId, region, total, Optional.of(paid));
    }

    private record Evolution(Optional<Order> before) implements OrderEvent.Cases<Optional<Order>> {

        @Override
        public Optional<Order> placed(OrderPlaced event) {
            return Optional.of(
                    new Order(
                            OrderStatus.PLACED,
                            event.customerId(),
                            event.region(),
                            event.total(),
                            Optional.empty()));
        }

        @Override
        public Optional<Order> paymentConfirmed(PaymentConfirmed event) {
            Payment payment = new Payment(event.transactionId(), event.amount());
            return Optional.of(before.orElseThrow().paidBy(payment));
        }

        @Override
        public Optional<Order> fulfilled(OrderFulfilled event) {
            return Optional.of(before.orElseThrow().with(OrderStatus.FULFILLED));
        }

        @Override
        public Optional<Order> cancelled(OrderCancelled event) {
            return Optional.of(before.orElseThrow().with(OrderStatus.CANCELLED));
        }

        @Override
        public Optional<Order> refundRequested(RefundRequested event) {
            return before;
        }

        @Override
        public Optional<Order> compensationRetried(CompensationRetried event) {
            return before;
        }

        @Override
        public Optional<Order> compensationResolved(CompensationResolved event) {
            return before;
        }
    }
}
