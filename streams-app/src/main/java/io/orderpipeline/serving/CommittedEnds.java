package io.orderpipeline.serving;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Where the views' sources end, as of the last few looks: the offset of the last committed record
 * of each partition. The end of a partition is not it, for markers of transactions and aborted
 * records may stand before the end; so the last stretch is read. Looked at by one thread, asked by
 * many.
 */
final class CommittedEnds {

    /** Records that are read of a partition at first; behind a transaction stands one marker. */
    private static final long FIRST_STRETCH = 16;

    private static final long LONGER_STRETCHES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> sources;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, RecentLooks> looks = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /**
     * Looks at nothing yet.
     *
     * @param consumer reads what is committed; joins no group
     * @param oldest no greater age is asked for
     */
    CommittedEnds(
            Consumer<byte[], byte[]> consumer,
            Collection<TopicPartition> sources,
            Duration oldest,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.sources = Set.copyOf(sources);
        this.nanoTime = nanoTime;
        sources.forEach(source -> looks.put(source, new RecentLooks(oldest)));
        consumer.assign(this.sources);
        consumer.pause(this.sources);
    }

    /** Looks once; throws what the brokers answer when they do not answer. */
    void look() {
        long atNanos = nanoTime.getAsLong();
        Map<TopicPartition, Long> now = consumer.endOffsets(sources);
        Map<TopicPartition, Long> changed = new HashMap<>(now);
        changed.entrySet().removeAll(ends.entrySet());
        Map<TopicPartition, Long> last = lastBefore(changed);
        ends.putAll(now);
        looks.forEach(
                (source, seen) ->
                        seen.add(
                                new RecentLooks.Look(
                                        atNanos, last.getOrDefault(source, seen.last()))));
    }

    /** The looks at one of the sources. */
    RecentLooks of(TopicPartition source) {
        return Objects.requireNonNull(looks.get(source), "no source of the views");
    }

    /** The last committed record before each of these offsets. */
    private Map<TopicPartition, Long> lastBefore(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> found = new HashMap<>();
        Map<TopicPartition, Long> open = new HashMap<>(wanted);
        for (long stretch = FIRST_STRETCH; !open.isEmpty(); stretch *= LONGER_STRETCHES) {
            found.putAll(read(open, stretch));
            long read = stretch;
            open.entrySet()
                    .removeIf(
                            end ->
                                    found.getOrDefault(end.getKey(), RecentLooks.NOTHING)
                                                    != RecentLooks.NOTHING
                                            || end.getValue() <= read);
        }
        return found;
    }

    /** The rest stays assigned and paused: ends of what is not assigned come with warnings. */
    private Map<TopicPartition, Long> read(Map<TopicPartition, Long> before, long stretch) {
        Map<TopicPartition, Long> last = new HashMap<>();
        consumer.resume(before.keySet());
        before.forEach(
                (source, end) -> {
                    last.put(source, RecentLooks.NOTHING);
                    consumer.seek(source, Math.max(0, end - stretch));
                });
        long deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
        while (!reached(before)) {
            if (nanoTime.getAsLong() - deadline > 0) {
                throw new TimeoutException("the ends of " + before.keySet() + " were not read");
            }
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                TopicPartition source = new TopicPartition(each.topic(), each.partition());
                if (each.offset() < before.getOrDefault(source, 0L)) {
                    last.put(source, each.offset());
                }
            }
        }
        consumer.pause(before.keySet());
        return last;
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
