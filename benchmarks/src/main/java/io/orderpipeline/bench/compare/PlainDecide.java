package io.orderpipeline.bench.compare;

import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.decision.Decider;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.pipeline.Provenance;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.wire.CommandWire;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Loads the order, asks the pipeline's own rules, stores the state, passes on the facts. */
final class PlainDecide extends ContextualFixedKeyProcessor<String, OrderCommand, Fact> {

    static final String ORDERS = "orders";

    private KeyValueStore<String, OrderState> orders;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
    PlainDecide() {}

    @Override
    public void init(FixedKeyProcessorContext<String, Fact> context) {
        super.init(context);
        orders = context.getStateStore(ORDERS);
    }

    @Override
    public void process(FixedKeyRecord<String, OrderCommand> message) {
        ReceivedCommand command =
                CommandWire.read(
                        message.value(),
                        Provenance.of(context()),
                        Instant.ofEpochMilli(message.timestamp()));
        OrderState state = orders.get(command.orderId());
        if (state == null) {
            state = OrderState.blank(command.orderId());
        }
        for (Fact fact : Decider.decide(command, state)) {
            state = state.apply(fact, DeciderMemory.DEFAULT.commands());
            context().forward(message.withValue(fact));
        }
        orders.put(command.orderId(), state);
    }
}
