package io.orderpipeline.order.view;

import io.orderpipeline.order.OrderLine;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent.OrderCancelled;
import io.orderpipeline.order.event.OrderEvent.OrderFulfilled;
import io.orderpipeline.order.event.OrderEvent.OrderPlaced;
import io.orderpipeline.order.event.OrderEvent.TransactionEvent;
import io.orderpipeline.order.event.Origin;
import io.orderpipeline.order.state.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as people ask for it: a fold of its committed events. */
public record OrderView(
        String orderId,
        long version,
        Order order,
        List<OrderLine> lines,
        Optional<String> shipmentId,
        Optional<String> cancelReason,
        Instant placedAt,
        LastEvent lastEvent) {

    public OrderView {
        lines = List.copyOf(lines);
    }

    /**
     * The view after {@code event}; absent until the order is placed, for a transaction may be
     * refunded before. Unchanged when the event was applied before, which the views' delivery at
     * least once makes ordinary.
     *
     * @throws IllegalStateException when an event is missing between the view and this one
     */
    public static Optional<OrderView> project(Optional<OrderView> before, Happened event) {
        return before.isPresent()
                ? Optional.of(before.get().project(event))
                : event.event() instanceof TransactionEvent
                        ? Optional.empty()
                        : Optional.of(first(event));
    }

    /**
     * The order as its events up to this time made it; absent when it had not been placed by then.
     * Versions count, not times: an event that happened later keeps back those behind it, whatever
     * their time, because an order never was what they alone would make of it.
     *
     * @param events all that happened to the order, or the first of it, by version without gaps
     * @param time the last that an event may have happened at
     */
    public static Optional<OrderView> asOf(List<Happened> events, Instant time) {
        Optional<OrderView> view = Optional.empty();
        for (Happened event : events) {
            if (event.origin().at().isAfter(time)) {
                return view;
            }
            view = project(view, event);
        }
        return view;
    }

    private OrderView project(Happened event) {
        if (event.version() <= version) {
            return this;
        }
        if (event.version() != version + 1) {
            throw new IllegalStateException(
                    "order %s: the event of version %d does not follow on version %d of the view"
                            .formatted(orderId, event.version(), version));
        }
        return next(event);
    }

    private static OrderView first(Happened event) {
        if (!(event.event() instanceof OrderPlaced placed)) {
            throw new IllegalStateException(
                    "order %s: it begins with %s at version %d, not with OrderPlaced"
                            .formatted(event.origin().orderId(), typeOf(event), event.version()));
        }
        return new OrderView(
                event.origin().orderId(),
                event.version(),
                Order.evolve(Optional.empty(), placed).orElseThrow(),
                placed.lines(),
                Optional.empty(),
                Optional.empty(),
                event.origin().at(),
                lastEvent(event));
    }

    private OrderView next(Happened event) {
        return new OrderView(
                orderId,
                event.version(),
                Order.evolve(Optional.of(order), event.event()).orElseThrow(),
                lines,
                event.event() instanceof OrderFulfilled fulfilled
                        ? Optional.of(fulfilled.shipmentId())
                        : shipmentId,
                event.event() instanceof OrderCancelled cancelled
                        ? Optional.of(cancelled.reason())
                        : cancelReason,
                placedAt,
                lastEvent(event));
    }

    private static LastEvent lastEvent(Happened event) {
        Origin origin = event.origin();
        return new LastEvent(typeOf(event), origin.commandId(), origin.cause(), origin.at());
    }

    private static String typeOf(Happened event) {
        return event.event().getClass().getSimpleName();
    }
}
