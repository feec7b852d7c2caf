package io.orderpipeline.pipeline.view;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Counts the stores when it is told to, as the views do when a partition comes to them. */
final class Recount extends ContextualProcessor<String, String, Void, Void> {

    static final String TOPIC = "recount";

    private final Registry registry;
    private final ViewTotals found;

    private Recount(Registry registry, ViewTotals found) {
        this.registry = registry;
        this.found = found;
    }

    /** Adds it to the views' topology. */
    static Topology addTo(Topology views, Registry registry, ViewTotals found) {
        views.addSource(TOPIC, new StringDeserializer(), new StringDeserializer(), TOPIC)
                .addProcessor("count", () -> new Recount(registry, found), TOPIC)
                .connectProcessorAndStateStores(
                        "count",
                        ViewTopology.ORDER_VIEW,
                        ViewTopology.ORDER_HISTORY,
                        ViewTopology.ORDER_INDEX,
                        ViewTopology.TRANSACTION_VIEW,
                        ViewTopology.TRANSACTION_INDEX);
        return views;
    }

    @Override
    public void process(Record<String, String> message) {
        Map<OrderStatus, Long> orders = new OrderStore(context()).counts();
        Map<TransactionState, Long> transactions =
                new TransactionStore(context(), registry, ViewDriver.LEDGER).counts();
        found.orders(0, orders);
        found.transactions(0, transactions);
    }
}
