package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.pipeline.fold.Changes;
import io.orderpipeline.pipeline.fold.Fold;
import io.orderpipeline.pipeline.fold.LogRecord;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps every event of an order and makes of it the next view of the order, with the view's entries
 * in the index and a count by status.
 */
final class OrderFold implements Fold {

    private static final byte[] NOTHING = {};

    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderView> views;
    private final OrderProjection projection;

    OrderFold(Registry registry, OrderProjection projection) {
        events = AvroSerde.of(OrderEvent.class, registry);
        views = AvroSerde.of(OrderView.class, registry);
        this.projection = projection;
    }

    @Override
    public long apply(LogRecord message, Changes changes) {
        byte[] value = PoisonRecordException.unlessHandled(message.cause(), () -> valueOf(message));
        Happened event =
                PoisonRecordException.unlessHandled(message.cause(), () -> decode(message, value));
        String orderId = event.origin().orderId();
        Optional<OrderView> before =
                changes.get(ViewTables.ORDER_VIEW, orderId)
                        .map(stored -> views.deserialize(ViewTopology.ORDERS, stored));
        Optional<OrderView> after =
                PoisonRecordException.unlessHandled(
                        message.cause(),
                        () ->
                                projection
                                        .project(before.map(ViewWire::read), event)
                                        .map(ViewWire::write));
        changes.put(
                ViewTables.ORDER_HISTORY,
                new HistoryKey(orderId, event.version()).text(),
                new StoredRecord(message.cause().offset(), value).bytes());
        after.ifPresent(next -> put(changes, before, next));
        return event.origin().at().toEpochMilli();
    }

    private void put(Changes changes, Optional<OrderView> before, OrderView after) {
        byte[] value = views.serialize(ViewTopology.ORDERS, after);
        changes.put(ViewTables.ORDER_VIEW, after.getOrderId(), value);
        List<String> old = before.map(OrderIndexKey::textsOf).orElse(List.of());
        List<String> next = OrderIndexKey.textsOf(after);
        for (String text : old) {
            if (!next.contains(text)) {
                changes.delete(ViewTables.ORDER_INDEX, text);
            }
        }
        for (String text : next) {
            if (!old.contains(text)) {
                changes.put(ViewTables.ORDER_INDEX, text, NOTHING);
            }
        }
        before.ifPresent(view -> changes.count(view.getStatus().name(), -1));
        changes.count(after.getStatus().name(), 1);
    }

    private static byte[] valueOf(LogRecord message) {
        return Objects.requireNonNull(message.value(), "the record has no value");
    }

    private Happened decode(LogRecord message, byte[] value) {
        OrderEvent event = events.deserialize(message.cause().topic(), value);
        if (!event.getOrderId().equals(message.key())) {
            throw new IllegalArgumentException(
                    "the record's key is '%s'; it must be the event's orderId '%s'"
                            .formatted(message.key(), event.getOrderId()));
        }
        return EventWire.read(event);
    }
}
