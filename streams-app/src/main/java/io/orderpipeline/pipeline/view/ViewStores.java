package io.orderpipeline.pipeline.view;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** How the stores behind the queries are made. */
final class ViewStores {

    /** A rejection happens at one instant: its window holds a single millisecond. */
    private static final Duration INSTANT = Duration.ofMillis(1);

    private ViewStores() {}

    static StoreBuilder<KeyValueStore<String, OrderView>> orderView(Registry registry) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(ViewTopology.ORDER_VIEW),
                Serdes.String(),
                AvroSerde.of(OrderView.class, registry));
    }

    /** Values are records as their writers wrote them, keys of an index, or nothing at all. */
    static StoreBuilder<KeyValueStore<String, byte[]>> bytesByText(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    /**
     * Is put for every record. With its cache, the changelog gets one record of a topic for each
     * commit and not one for each event.
     */
    static StoreBuilder<KeyValueStore<String, byte[]>> progress() {
        return bytesByText(ViewTopology.VIEW_PROGRESS).withCachingEnabled();
    }

    /**
     * Forgets what its topic forgets, so that a rebuilt store answers as the old one did; as long
     * as the topic has its default horizon.
     */
    static StoreBuilder<WindowStore<String, byte[]>> rejections() {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(
                        ViewTopology.REJECTION, ViewTopology.REJECTION_RETENTION, INSTANT, false),
                Serdes.String(),
                Serdes.ByteArray());
    }
}
