package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.History;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.RejectionWire;
import java.util.List;

/** What the decider writes about an order. */
final class OrderEvents {

    private OrderEvents() {}

    /** Events of order {@code o-1} to which these commands lead. */
    static List<OrderEvent> of(Command... bodies) {
        return History.of(bodies).facts().stream()
                .filter(Happened.class::isInstance)
                .map(fact -> EventWire.write((Happened) fact))
                .toList();
    }

    /** The same of another order. */
    static List<OrderEvent> of(String orderId, Command... bodies) {
        return of(bodies).stream()
                .map(event -> OrderEvent.newBuilder(event).setOrderId(orderId).build())
                .toList();
    }

    /** Rejections in this history. */
    static List<OrderRejection> rejections(History history) {
        return history.facts().stream()
                .filter(Refused.class::isInstance)
                .map(fact -> RejectionWire.write((Refused) fact))
                .toList();
    }
}
