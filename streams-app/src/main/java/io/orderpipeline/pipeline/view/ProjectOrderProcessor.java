package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes each committed event, keeps it, and applies it to the view of its order, once; and tells
 * the watch.
 */
final class ProjectOrderProcessor extends Projection {

    private final AvroSerde<OrderEvent> serde;
    private final ViewWatch watch;
    private final OrderProjection projection;
    private OrderStore orders;

    ProjectOrderProcessor(Registry registry, ViewWatch watch, OrderProjection projection) {
        serde = AvroSerde.of(OrderEvent.class, registry);
        this.watch = watch;
        this.projection = projection;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        orders = new OrderStore(context);
        watch.began(partition());
        watch.orders(partition(), orders.counts());
    }

    @Override
    long apply(Cause cause, Record<String, byte[]> message) {
        Happened event =
                PoisonRecordException.unlessHandled(cause, () -> decode(cause.topic(), message));
        Optional<OrderView> before = orders.view(message.key());
        Optional<OrderView> after =
                PoisonRecordException.unlessHandled(cause, () -> project(before, event));
        orders.keep(
                new HistoryKey(message.key(), event.version()),
                new StoredRecord(cause.offset(), message.value()));
        if (after.isPresent() && putOrRepair(before, after.get())) {
            watch.orders(partition(), orders.counts());
        }
        watch.handled(partition());
        return event.origin().at().toEpochMilli();
    }

    private Optional<OrderView> project(Optional<OrderView> before, Happened event) {
        return projection.project(before.map(ViewWire::read), event).map(ViewWire::write);
    }

    private boolean putOrRepair(Optional<OrderView> before, OrderView after) {
        boolean again = before.filter(view -> view.getVersion() == after.getVersion()).isPresent();
        return again ? orders.repair(after) : orders.put(before, after);
    }

    private Happened decode(String topic, Record<String, byte[]> message) {
        byte[] value = Objects.requireNonNull(message.value(), "the record has no value");
        OrderEvent event = serde.deserialize(topic, value);
        if (!event.getOrderId().equals(message.key())) {
            throw new IllegalArgumentException(
                    "the record's key is '%s'; it must be the event's orderId '%s'"
                            .formatted(message.key(), event.getOrderId()));
        }
        return EventWire.read(event);
    }

    @Override
    public void close() {
        watch.gone(partition());
    }
}
