package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.mapstore.comparison.Standing;
import java.util.Optional;

/**
 * An order as the map holds it. It has no version: two of them are told apart by their values
 * alone.
 *
 * @param status its status
 * @param basket what was ordered
 * @param transactionId what paid it
 * @param shipmentId how it was sent
 */
record OrderValue(
        OrderStatus status,
        PlaceOrder basket,
        Optional<String> transactionId,
        Optional<String> shipmentId) {

    static OrderValue placed(PlaceOrder basket) {
        return new OrderValue(OrderStatus.PLACED, basket, Optional.empty(), Optional.empty());
    }

    OrderValue paid(String transaction) {
        return new OrderValue(OrderStatus.PAID, basket, Optional.of(transaction), shipmentId);
    }

    OrderValue fulfilled(String shipment) {
        return new OrderValue(OrderStatus.FULFILLED, basket, transactionId, Optional.of(shipment));
    }

    OrderValue cancelled() {
        return new OrderValue(OrderStatus.CANCELLED, basket, transactionId, shipmentId);
    }

    Standing standing() {
        return new Standing(status, transactionId);
    }
}
