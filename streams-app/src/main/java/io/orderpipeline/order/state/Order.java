package io.orderpipeline.order.state;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.OrderEvent.OrderCancelled;
import io.orderpipeline.order.event.OrderEvent.OrderFulfilled;
import io.orderpipeline.order.event.OrderEvent.OrderPlaced;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import java.util.Optional;

/** What decisions need to know of an order that was placed: a fold of its events. */
public record Order(
        OrderStatus status,
        String customerId,
        String region,
        Money total,
        Optional<Payment> payment) {

    /** The order after {@code event}. */
    public static Order evolve(Optional<Order> before, OrderEvent event) {
        return event.match(new Evolution(before));
    }

    private Order with(OrderStatus next) {
        return new Order(next, customerId, region, total, payment);
    }

    private Order paidBy(Payment paid) {
        return new Order(OrderStatus.PAID, customerId, region, total, Optional.of(paid));
    }

    private record Evolution(Optional<Order> before) implements OrderEvent.Cases<Order> {

        @Override
        public Order placed(OrderPlaced event) {
            return new Order(
                    OrderStatus.PLACED,
                    event.customerId(),
                    event.region(),
                    event.total(),
                    Optional.empty());
        }

        @Override
        public Order paymentConfirmed(PaymentConfirmed event) {
            return before.orElseThrow().paidBy(new Payment(event.transactionId(), event.amount()));
        }

        @Override
        public Order fulfilled(OrderFulfilled event) {
            return before.orElseThrow().with(OrderStatus.FULFILLED);
        }

        @Override
        public Order cancelled(OrderCancelled event) {
            return before.orElseThrow().with(OrderStatus.CANCELLED);
        }
    }
}
