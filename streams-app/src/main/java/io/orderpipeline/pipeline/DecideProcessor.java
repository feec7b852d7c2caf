package io.orderpipeline.pipeline;

import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.decision.Decider;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes the command, loads the order, asks the core, forwards the facts, stores the state.
 * Whatever can fail for a record's own sake happens here and before the first effect, so that a
 * dead letter never leaves half a command behind.
 */
final class DecideProcessor extends ContextualProcessor<String, byte[], String, byte[]> {

    /** How often, in stream time, the queue of closed orders is looked at. */
    private static final Duration FORGET_INTERVAL = Duration.ofSeconds(1);

    /** How many orders are forgotten at a time; keeps the pause of a punctuation short. */
    private static final int FORGET_LIMIT = 1_000;

    private final Registry registry;
    private final DeciderSettings settings;
    private final Quarantine quarantine;
    private final Admission admission;
    private final FactOutput output;
    private OrderStore orders;

    DecideProcessor(Registry registry, DeciderSettings settings, Quarantine quarantine) {
        this.registry = registry;
        this.settings = settings;
        this.quarantine = quarantine;
        admission = new Admission(registry, settings.partitions());
        output = new FactOutput(registry);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        orders = new OrderStore(context, registry);
        context.schedule(FORGET_INTERVAL, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<String, byte[]> message) {
        ReceivedCommand command = admission.admit(message, context());
        OrderState state = orders.load(command.orderId());
        Handled handled = handle(command, state);
        handled.facts().forEach(fact -> context().forward(fact.at(message), fact.sink()));
        if (handled.changes(state)) {
            orders.save(state, handled.state(), handled.stateValue());
        }
    }

    private Handled handle(ReceivedCommand command, OrderState state) {
        return PoisonRecordException.unlessHandled(
                command.cause(),
                () -> {
                    List<Fact> facts = Decider.decide(command, state);
                    OrderState next = state;
                    for (Fact fact : facts) {
                        next = next.apply(fact, settings.rememberedCommands());
                    }
                    Handled handled =
                            new Handled(output.serialize(facts), next, orders.serialize(next));
                    handled.outputs().forEach(quarantine::require);
                    return handled;
                });
    }

    private void forget(long streamTimeMs) {
        Instant horizon = Instant.ofEpochMilli(streamTimeMs).minus(settings.closedRetention());
        orders.forget(horizon, FORGET_LIMIT);
    }

    /**
     * All that a command leads to, ready to be written: from here on nothing depends on its
     * content.
     */
    private record Handled(List<FactOutput.Serialized> facts, OrderState state, byte[] stateValue) {

        Stream<byte[]> outputs() {
            return Stream.concat(
                    facts.stream().map(FactOutput.Serialized::value), Stream.of(stateValue));
        }

        boolean changes(OrderState before) {
            return state.sequence() != before.sequence();
        }
    }
}
