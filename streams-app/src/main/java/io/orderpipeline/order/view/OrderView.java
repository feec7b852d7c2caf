package io.orderpipeline.order.view;

import io.orderpipeline.order.OrderLine;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent.OrderCancelled;
import io.orderpipeline.order.event.OrderEvent.OrderFulfilled;
import io.orderpipeline.order.event.OrderEvent.OrderPlaced;
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
     * The view after {@code event}; unchanged when the event was applied before, which the views'
     * delivery at least once makes ordinary.
     *
     * @throws IllegalStateException when an event is missing between the view and this one
     */
    public static OrderView project(Optional<OrderView> before, Happened event) {
        long version = before.map(OrderView::version).orElse(0L);
        if (before.isPresent() && event.version() <= version) {
            return before.get();
        }
        if (event.version() != version + 1) {
            throw new IllegalStateException(
                    "order %s: the event of version %d does not follow on version %d of the view"
                            .formatted(event.origin().orderId(), event.version(), version));
        }
        return before.map(view -> view.next(event)).orElseGet(() -> first(event));
    }

    private static OrderView first(Happened event) {
        if (!(event.event() instanceof OrderPlaced placed)) {
            throw new IllegalStateException(
                    "order %s: its first event is %s, not OrderPlaced"
                            .formatted(event.origin().orderId(), typeOf(event)));
        }
        return new OrderView(
                event.origin().orderId(),
                event.version(),
                Order.evolve(Optional.empty(), placed),
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
                Order.evolve(Optional.of(order), event.event()),
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
