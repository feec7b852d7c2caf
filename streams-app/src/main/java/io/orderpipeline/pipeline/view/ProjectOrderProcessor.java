package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.view.OrderView;
import io.orderpipeline.pipeline.Provenance;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decodes each committed event and applies it to the view of its order, once. */
final class ProjectOrderProcessor extends ContextualProcessor<String, byte[], Void, Void> {

    private final AvroSerde<OrderEvent> serde;
    private KeyValueStore<String, io.orderpipeline.schema.view.OrderView> views;

    ProjectOrderProcessor(Registry registry) {
        serde = AvroSerde.of(OrderEvent.class, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        views = context.getStateStore(ViewTopology.ORDER_VIEW);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        Cause cause = Provenance.of(context());
        Happened event =
                PoisonRecordException.unlessHandled(cause, () -> decode(cause.topic(), message));
        Optional<OrderView> before =
                Optional.ofNullable(views.get(message.key())).map(ViewWire::read);
        Optional<OrderView> after =
                PoisonRecordException.unlessHandled(cause, () -> OrderView.project(before, event));
        after.filter(view -> view.version() != before.map(OrderView::version).orElse(0L))
                .ifPresent(view -> views.put(message.key(), ViewWire.write(view)));
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
}
