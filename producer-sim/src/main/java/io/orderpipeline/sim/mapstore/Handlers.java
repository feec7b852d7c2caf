package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.traffic.Validity;
import java.util.Optional;

/**
 * What the service would store for a command, given what it has loaded. It knows the rules of the
 * domain as well as the pipeline does, but for one question: whether an order was placed before is
 * answered by comparing values, as the incident's service did. An order that differs from the one
 * asked for is taken for an old basket, and the new one replaces it. Pure.
 */
final class Handlers {

    private Handlers() {}

    /** Absent when the command is refused; equal to what is stored when it is a duplicate. */
    static Optional<OrderValue> wanted(Object payload, Optional<OrderValue> stored) {
        if (!Validity.valid(payload)) {
            return Optional.empty();
        }
        return payload instanceof PlaceOrder place
                ? Optional.of(OrderValue.placed(place))
                : stored.flatMap(order -> update(payload, order));
    }

    private static Optional<OrderValue> update(Object payload, OrderValue order) {
        if (payload instanceof ConfirmPayment payment) {
            return payment.getAmount().equals(order.basket().getTotal())
                    ? step(order, OrderStatus.PLACED, order.paid(payment.getTransactionId()))
                    : Optional.empty();
        }
        if (payload instanceof FulfilOrder fulfil) {
            return step(order, OrderStatus.PAID, order.fulfilled(fulfil.getShipmentId()));
        }
        return payload instanceof CancelOrder
                ? step(order, OrderStatus.PLACED, order.cancelled())
                : Optional.empty();
    }

    private static Optional<OrderValue> step(OrderValue order, OrderStatus from, OrderValue next) {
        boolean allowed = order.status() == from || order.equals(next);
        return allowed ? Optional.of(next) : Optional.empty();
    }
}
