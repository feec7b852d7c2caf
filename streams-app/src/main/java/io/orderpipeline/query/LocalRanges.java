package io.orderpipeline.query;

import io.orderpipeline.query.OrderViews.Unavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Reads ranges of keys from the stores of this process, over all partitions or not at all: a list
 * that lacks a partition's part would look complete. Safe for many threads.
 */
public final class LocalRanges {

    private final Supplier<Optional<ViewsSource>> source;
    private final Layout layout;

    /**
     * Asks nothing yet.
     *
     * @param source absent until the views' application is built
     */
    public LocalRanges(Supplier<Optional<ViewsSource>> source, Layout layout) {
        this.source = source;
        this.layout = layout;
    }

    /**
     * Where the partitions are.
     *
     * @param topic the one that the stores are built from
     * @param partitions how many it has
     * @param self this process, as {@code application.server} names it; known before the source
     */
    public record Layout(String topic, int partitions, Supplier<HostInfo> self) {
        Set<Integer> all() {
            return IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
        }
    }

    /** What came of reading a range. */
    public sealed interface Answer permits Entries, Unavailable {}

    /** Everything that was asked for, partition after partition, in each by key. */
    public record Entries(List<Entry> all) implements Answer {}

    /** A key with its value, and the partition that has it. */
    public record Entry(int partition, String key, byte[] value) {}

    /**
     * What to read.
     *
     * @param from the first key that may be in it
     * @param to the last one that may
     * @param limit the most entries of a partition; those behind are left out
     */
    public record Range(String from, String to, int limit) {}

    /** Reads a range of a store on every partition. */
    public Answer range(String store, Range range) {
        RangeQuery<String, byte[]> query =
                RangeQuery.<String, byte[]>withRange(range.from(), range.to()).withAscendingKeys();
        return onViews(views -> read(views, results(views, store, query, layout.all()), range));
    }

    /**
     * Reads single keys of a store, each on its partition; those that are not there are left out.
     */
    public Answer get(String store, Collection<Place> places) {
        return onViews(views -> read(views, store, places));
    }

    /** A key on a partition. */
    public record Place(int partition, String key) {}

    private interface Reading {
        Answer from(ViewsSource views);
    }

    private Answer onViews(Reading reading) {
        Optional<ViewsSource> views = source.get();
        Optional<Unavailable> idle =
                views.isEmpty()
                        ? Optional.of(ViewsSource.notStarted())
                        : views.flatMap(ViewsSource::idle);
        if (idle.isPresent()) {
            return idle.get();
        }
        try {
            return reading.from(views.orElseThrow());
        } catch (InvalidStateStoreException moved) {
            return views.orElseThrow().notNow();
        }
    }

    private static <R> Map<Integer, QueryResult<R>> results(
            ViewsSource views, String store, Query<R> query, Set<Integer> partitions) {
        StateQueryRequest<R> request =
                StateQueryRequest.inStore(store)
                        .withQuery(query)
                        .withPartitions(partitions)
                        .requireActive();
        return views.streams().query(request).getPartitionResults();
    }

    private Answer read(
            ViewsSource views,
            Map<Integer, QueryResult<KeyValueIterator<String, byte[]>>> results,
            Range range) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (int partition : layout.all()) {
                QueryResult<KeyValueIterator<String, byte[]>> result = results.get(partition);
                if (result == null || result.isFailure()) {
                    return missing(views, partition, Optional.ofNullable(result));
                }
                add(entries, partition, result.getResult(), range.limit());
            }
            return new Entries(entries);
        } finally {
            results.values().stream()
                    .filter(QueryResult::isSuccess)
                    .forEach(result -> result.getResult().close());
        }
    }

    private static void add(
            List<Entry> entries, int partition, KeyValueIterator<String, byte[]> found, int limit) {
        for (int i = 0; i < limit && found.hasNext(); i++) {
            var next = found.next();
            entries.add(new Entry(partition, next.key, next.value));
        }
    }

    private Answer read(ViewsSource views, String store, Collection<Place> places) {
        List<Entry> entries = new ArrayList<>();
        for (Place place : places) {
            KeyQuery<String, byte[]> query = KeyQuery.withKey(place.key());
            QueryResult<byte[]> result =
                    results(views, store, query, Set.of(place.partition())).get(place.partition());
            if (result == null || result.isFailure()) {
                return missing(views, place.partition(), Optional.ofNullable(result));
            }
            Optional.ofNullable(result.getResult())
                    .map(value -> new Entry(place.partition(), place.key(), value))
                    .ifPresent(entries::add);
        }
        return new Entries(entries);
    }

    private Unavailable missing(
            ViewsSource views, int partition, Optional<? extends QueryResult<?>> failure) {
        TopicPartition wanted = new TopicPartition(layout.topic(), partition);
        return views.streams().metadataForAllStreamsClients().stream()
                .filter(client -> client.topicPartitions().contains(wanted))
                .map(StreamsMetadata::hostInfo)
                .filter(owner -> !owner.equals(layout.self().get()))
                .findFirst()
                .map(owner -> views.elsewhere(partition, owner))
                .orElseGet(() -> failure.map(views::failed).orElseGet(views::notNow));
    }
}
