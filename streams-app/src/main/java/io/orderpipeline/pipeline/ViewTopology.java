package io.orderpipeline.pipeline;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Committed events in, the state that queries read out. Has no output of its own, so it can be run
 * again from the beginning at any time; all it may repeat is a dead letter. Runs at least once,
 * because a projection knows by version what it has applied.
 */
public final class ViewTopology {

    /** The store of {@link OrderView}s by order id. */
    public static final String ORDER_VIEW = "order-view";

    private static final String EVENTS = "committed-events";
    private static final String PROJECT = "project-order";

    private ViewTopology() {}

    /** The topology. */
    public static Topology build(Registry registry) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        EVENTS,
                        new FailOnInvalidTimestamp(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.ORDER_EVENT.name())
                .addProcessor(PROJECT, () -> new ProjectOrderProcessor(registry), EVENTS)
                .addStateStore(orderView(registry), PROJECT);
    }

    private static StoreBuilder<KeyValueStore<String, OrderView>> orderView(Registry registry) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(ORDER_VIEW),
                Serdes.String(),
                AvroSerde.of(OrderView.class, registry));
    }
}
