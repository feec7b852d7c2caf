package io.orderpipeline.bench.flink;

import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.order.view.OrderView;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.ViewWire;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** The view and history of each order, and whether its payment has been told by both sides. */
final class Keep extends KeyedCoProcessFunction<String, Logged, Logged, Logged> {

    private static final long serialVersionUID = 1;
    private static final String VIEWS = Applications.ORDER_VIEW_STORE;

    private final String registry;
    private transient Serdes serdes;
    private transient ValueState<byte[]> views;
    private transient MapState<Long, byte[]> history;
    private transient ValueState<String> ledger;

    @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
    Keep(String registry) {
        this.registry = registry;
    }

    @Override
    public void open(OpenContext context) {
        serdes = Serdes.connect(registry);
        views = getRuntimeContext().getState(new ValueStateDescriptor<>("views", byte[].class));
        history =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("history", Long.class, byte[].class));
        ledger = getRuntimeContext().getState(new ValueStateDescriptor<>("ledger", String.class));
    }

    @Override
    public void processElement1(Logged message, Context context, Collector<Logged> out)
            throws Exception {
        if (!message.topic.equals(Topics.ORDER_EVENT.name())) {
            return;
        }
        Happened event = EventWire.read(serdes.events().deserialize(message.topic, message.value));
        byte[] stored = views.value();
        Optional<OrderView> before =
                Optional.ofNullable(stored)
                        .map(value -> ViewWire.read(serdes.views().deserialize(VIEWS, value)));
        OrderView view = OrderProjection.STANDARD.project(before, event).orElseThrow();
        views.update(serdes.views().serialize(VIEWS, ViewWire.write(view)));
        history.put(event.version(), message.value);
        if (event.event() instanceof PaymentConfirmed) {
            tell("cited ");
        }
    }

    @Override
    public void processElement2(Logged capture, Context context, Collector<Logged> out)
            throws Exception {
        tell("captured ");
    }

    private void tell(String what) throws Exception {
        String row = ledger.value();
        ledger.update(row == null ? what : row + what);
    }
}
