package io.orderpipeline.wire;

import io.orderpipeline.order.state.Order;
import io.orderpipeline.order.view.LastEvent;
import io.orderpipeline.order.view.OrderView;

/** Values of the order view's store. */
public final class ViewWire {

    private ViewWire() {}

    /** The view that the stored value holds. */
    public static OrderView read(io.orderpipeline.schema.view.OrderView view) {
        Order order =
                new Order(
                        OrderWire.read(view.getStatus()),
                        view.getCustomerId(),
                        view.getRegion(),
                        ValueWire.read(view.getTotal()),
                        view.getPayment().map(OrderWire::read));
        return new OrderView(
                view.getOrderId(),
                view.getVersion(),
                order,
                ValueWire.readLines(view.getLines()),
                view.getShipmentId(),
                view.getCancelReason(),
                view.getPlacedAt(),
                read(view.getLastEvent()));
    }

    /** The value to store. */
    public static io.orderpipeline.schema.view.OrderView write(OrderView view) {
        Order order = view.order();
        return new io.orderpipeline.schema.view.OrderView(
                view.orderId(),
                view.version(),
                OrderWire.write(order.status()),
                order.customerId(),
                order.region(),
                ValueWire.write(order.total()),
                ValueWire.writeLines(view.lines()),
                order.payment().map(OrderWire::write).orElse(null),
                view.shipmentId().orElse(null),
                view.cancelReason().orElse(null),
                view.placedAt(),
                write(view.lastEvent()));
    }

    private static LastEvent read(io.orderpipeline.schema.view.LastEvent event) {
        return new LastEvent(
                event.getType(),
                event.getCommandId(),
                ValueWire.read(event.getCause()),
                event.getOccurredAt());
    }

    private static io.orderpipeline.schema.view.LastEvent write(LastEvent event) {
        return new io.orderpipeline.schema.view.LastEvent(
                event.type(),
                event.commandId(),
                ValueWire.write(event.cause()),
                event.occurredAt());
    }
}
