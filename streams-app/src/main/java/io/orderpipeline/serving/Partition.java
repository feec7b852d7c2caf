package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.ViewProgress;
import io.orderpipeline.pipeline.view.ViewTopology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * One partition of the views' stores, in whichever copy is here; whether it may answer is for
 * {@link Gates} and {@link Freshness} to say. Reads through {@code KafkaStreams.store}: {@code
 * KafkaStreams.query} can deadlock with the thread that writes (ADR 13). Every method throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} when the copy is taken away.
 */
record Partition(ViewsSource views, int number) {

    private static final Instant FAR_AWAY = Instant.parse("9999-12-31T00:00:00Z");

    /** The value of a key; absent when there is none. */
    <V> Optional<V> get(String store, String key) {
        return Optional.ofNullable(this.<V>keyValues(store).get(key));
    }

    /** What lies between two keys, both of them included, in its direction up to a limit. */
    List<KeyValue<String, byte[]>> range(String name, Keys keys) {
        ReadOnlyKeyValueStore<String, byte[]> store = keyValues(name);
        List<KeyValue<String, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries =
                keys.descending()
                        ? store.reverseRange(keys.from(), keys.to())
                        : store.range(keys.from(), keys.to())) {
            while (found.size() < keys.limit() && entries.hasNext()) {
                found.add(entries.next());
            }
        }
        return found;
    }

    /** Everything in a store, by key; to be closed. */
    KeyValueIterator<String, byte[]> all(String name) {
        return this.<byte[]>keyValues(name).all();
    }

    /** What lies between two keys, both of them included; to be closed. */
    KeyValueIterator<String, byte[]> between(String name, String from, String to) {
        return this.<byte[]>keyValues(name).range(from, to);
    }

    /** A range of keys. */
    record Keys(String from, String to, boolean descending, int limit) {}

    /** The newest value of a key in a store of windows. */
    Optional<byte[]> newest(String name, String key) {
        ReadOnlyWindowStore<String, byte[]> store = store(name, QueryableStoreTypes.windowStore());
        try (WindowStoreIterator<byte[]> windows =
                store.backwardFetch(key, Instant.EPOCH, FAR_AWAY)) {
            return windows.hasNext() ? Optional.of(windows.next().value) : Optional.empty();
        }
    }

    /** How far the partition has come with a topic; absent when it has not begun. */
    Optional<ViewProgress> progress(String topic) {
        return this.<byte[]>get(ViewTopology.VIEW_PROGRESS, topic).map(ViewProgress::parse);
    }

    private <V> ReadOnlyKeyValueStore<String, V> keyValues(String name) {
        return store(name, QueryableStoreTypes.keyValueStore());
    }

    /**
     * Asks for stale ones too, or every partition of a thread were shut whenever one of them moves.
     */
    private <T> T store(String name, QueryableStoreType<T> type) {
        return views.streams()
                .store(
                        StoreQueryParameters.fromNameAndType(name, type)
                                .withPartition(number)
                                .enableStaleStores());
    }
}
