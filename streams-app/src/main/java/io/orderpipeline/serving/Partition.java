package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.ViewProgress;
import io.orderpipeline.pipeline.view.ViewTopology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.WindowKeyQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * One partition of the views' stores, in one copy.
 *
 * @param owned whether only the owner's copy will do
 */
record Partition(ViewsSource views, int number, boolean owned) {

    private static final Instant FAR_AWAY = Instant.parse("9999-12-31T00:00:00Z");

    /** The value of a key; absent when there is none. */
    <V> Optional<V> get(String store, String key) {
        return Optional.ofNullable(this.<V>ask(store, KeyQuery.withKey(key)).getResult());
    }

    /** What lies between two keys, both of them included, in its direction up to a limit. */
    List<KeyValue<String, byte[]>> range(String store, Keys keys) {
        RangeQuery<String, byte[]> ascending = RangeQuery.withRange(keys.from(), keys.to());
        RangeQuery<String, byte[]> query =
                keys.descending() ? ascending.withDescendingKeys() : ascending.withAscendingKeys();
        List<KeyValue<String, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = ask(store, query).getResult()) {
            while (found.size() < keys.limit() && entries.hasNext()) {
                found.add(entries.next());
            }
        }
        return found;
    }

    /** A range of keys. */
    record Keys(String from, String to, boolean descending, int limit) {}

    /** The newest value of a key in a store of windows. */
    Optional<byte[]> newest(String store, String key) {
        WindowKeyQuery<String, byte[]> query =
                WindowKeyQuery.withKeyAndWindowStartRange(key, Instant.EPOCH, FAR_AWAY);
        Optional<byte[]> newest = Optional.empty();
        try (WindowStoreIterator<byte[]> windows = ask(store, query).getResult()) {
            while (windows.hasNext()) {
                newest = Optional.of(windows.next().value);
            }
        }
        return newest;
    }

    /** How far the partition has come with a topic; absent when it has not begun. */
    Optional<ViewProgress> progress(String topic) {
        return this.<byte[]>get(ViewTopology.VIEW_PROGRESS, topic).map(ViewProgress::parse);
    }

    private <R> QueryResult<R> ask(String store, Query<R> query) {
        StateQueryRequest<R> request =
                StateQueryRequest.inStore(store).withQuery(query).withPartitions(Set.of(number));
        QueryResult<R> result =
                views.streams()
                        .query(owned ? request.requireActive() : request)
                        .getPartitionResults()
                        .get(number);
        if (result == null) {
            throw views.notNow();
        }
        if (result.isFailure()) {
            throw views.failed(result);
        }
        return result;
    }
}
