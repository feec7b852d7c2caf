package io.orderpipeline.launcher.fault;

import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.order.view.OrderView;
import java.util.Optional;

/**
 * The projection with a mistake that is easily made: what an event adds to the order is forgotten,
 * that is the shipment of a fulfilled order and why one was cancelled. Versions and statuses are
 * right.
 */
final class ForgetfulProjection implements OrderProjection {

    @Override
    public Optional<OrderView> project(Optional<OrderView> before, Happened event) {
        return OrderProjection.STANDARD.project(before, event).map(ForgetfulProjection::forget);
    }

    private static OrderView forget(OrderView view) {
        return new OrderView(
                view.orderId(),
                view.version(),
                view.order(),
                view.lines(),
                Optional.empty(),
                Optional.empty(),
                view.placedAt(),
                view.lastEvent());
    }
}
