package io.orderpipeline.order.view;

import io.orderpipeline.order.event.Fact.Happened;
import java.util.Optional;

/**
 * How events become a view. A pure function: whatever it makes of the log once, it makes of it
 * again.
 */
@FunctionalInterface
public interface OrderProjection {

    /** The one that the pipeline runs with. */
    OrderProjection STANDARD = OrderView::project;

    /** The view after an event; absent as long as there is none. */
    Optional<OrderView> project(Optional<OrderView> before, Happened event);
}
