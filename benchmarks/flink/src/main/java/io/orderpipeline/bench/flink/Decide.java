package io.orderpipeline.bench.flink;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.decision.Decider;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.CommandWire;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.RejectionWire;
import io.orderpipeline.wire.StateWire;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Loads the order, asks the pipeline's own rules, stores the state, passes on the facts. */
final class Decide extends KeyedProcessFunction<String, Logged, Logged> {

    private static final long serialVersionUID = 1;
    private static final int REMEMBERED = 64;
    private static final String STATES = Applications.DEFAULT.ordersChangelog();

    private final String registry;
    private transient Serdes serdes;
    private transient ValueState<byte[]> states;

    @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
    Decide(String registry) {
        this.registry = registry;
    }

    @Override
    public void open(OpenContext context) {
        serdes = Serdes.connect(registry);
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("orders", byte[].class));
    }

    @Override
    public void processElement(Logged message, Context context, Collector<Logged> out)
            throws Exception {
        ReceivedCommand command =
                CommandWire.read(
                        serdes.commands().deserialize(message.topic, message.value),
                        new Cause(message.topic, message.partition, message.offset),
                        Instant.ofEpochMilli(message.timestampMs));
        byte[] stored = states.value();
        OrderState state =
                stored == null
                        ? OrderState.blank(command.orderId())
                        : StateWire.read(serdes.states().deserialize(STATES, stored));
        for (Fact fact : Decider.decide(command, state)) {
            state = state.apply(fact, REMEMBERED);
            out.collect(write(fact));
        }
        states.update(serdes.states().serialize(STATES, StateWire.write(state)));
    }

    private Logged write(Fact fact) {
        String order = fact.origin().orderId();
        return fact.match(
                new Fact.Cases<Logged>() {
                    @Override
                    public Logged happened(Fact.Happened happened) {
                        String topic = Topics.ORDER_EVENT.name();
                        return Logged.of(
                                topic,
                                order,
                                serdes.events().serialize(topic, EventWire.write(happened)));
                    }

                    @Override
                    public Logged refused(Fact.Refused refused) {
                        String topic = Topics.ORDER_REJECTION.name();
                        return Logged.of(
                                topic,
                                order,
                                serdes.rejections().serialize(topic, RejectionWire.write(refused)));
                    }
                });
    }
}
