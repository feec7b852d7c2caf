package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.view.OrderView;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/** Applies each committed event to the view of its order, once. */
final class ProjectOrderProcessor extends ContextualProcessor<String, OrderEvent, Void, Void> {

    private KeyValueStore<String, io.orderpipeline.schema.view.OrderView> views;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        views = context.getStateStore(ViewTopology.ORDER_VIEW);
    }

    @Override
    public void process(Record<String, OrderEvent> message) {
        Optional<OrderView> before =
                Optional.ofNullable(views.get(message.key())).map(ViewWire::read);
        OrderView after = project(message, before);
        if (before.map(OrderView::version).filter(v -> v == after.version()).isEmpty()) {
            views.put(message.key(), ViewWire.write(after));
        }
    }

    private OrderView project(Record<String, OrderEvent> message, Optional<OrderView> before) {
        RecordMetadata metadata = context().recordMetadata().orElseThrow();
        Cause cause = new Cause(metadata.topic(), metadata.partition(), metadata.offset());
        return PoisonRecordException.unlessHandled(
                cause, () -> OrderView.project(before, EventWire.read(message.value())));
    }
}
