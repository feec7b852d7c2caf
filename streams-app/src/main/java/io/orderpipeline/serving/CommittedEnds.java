package io.orderpipeline.serving;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

    /** Looks that are remembered; the oldest answers how old a copy may be. */
    private static final int REMEMBERED = 120;

    /** Records that are read of a partition at first; behind a transaction stands one marker. */
    private static final long FIRST_STRETCH = 16;

    private static final long LONGER_STRETCHES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Before the first offset. */
    static final long NOTHING = -1;

    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> sources;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Deque<Look>> looks = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /**
     * Looks at nothing yet.
     *
     * @param consumer reads what is committed, without a group
     */
    CommittedEnds(
            Consumer<byte[], byte[]> consumer,
            Collection<TopicPartition> sources,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.sources = Set.copyOf(sources);
        this.nanoTime = nanoTime;
        sources.forEach(source -> looks.put(source, new ArrayDeque<>()));
        consumer.assign(this.sources);
        consumer.pause(this.sources);
    }

    /**
     * What a look saw.
     *
     * @param atNanos just before it
     * @param last offset of the last committed record at that time
     */
    record Look(long atNanos, long last) {}

    /** Looks once; throws what the brokers answer when they do not answer. */
    void look() {
        long atNanos = nanoTime.getAsLong();
        Map<TopicPartition, Long> now = consumer.endOffsets(sources);
        Map<TopicPartition, Long> changed = new HashMap<>(now);
        changed.entrySet().removeAll(ends.entrySet());
        Map<TopicPartition, Long> last = lastBefore(changed);
        ends.putAll(now);
        for (TopicPartition source : sources) {
            Deque<Look> seen = looks.getOrDefault(source, new ArrayDeque<>());
            synchronized (seen) {
                Look newest = seen.peekLast();
                long unchanged = newest == null ? NOTHING : newest.last();
                seen.add(new Look(atNanos, last.getOrDefault(source, unchanged)));
                if (seen.size() > REMEMBERED) {
                    seen.remove();
                }
            }
        }
    }

    /** The first look that began at this time or later. */
    Optional<Look> since(TopicPartition source, long nanos) {
        Deque<Look> seen = looks.getOrDefault(source, new ArrayDeque<>());
        synchronized (seen) {
            return seen.stream().filter(look -> look.atNanos() - nanos >= 0).findFirst();
        }
    }

    /**
     * How old a copy may be at most that has come as far as this offset; empty when it is older
     * than all looks.
     */
    OptionalLong ageMs(TopicPartition source, long applied) {
        Deque<Look> seen = looks.getOrDefault(source, new ArrayDeque<>());
        long now = nanoTime.getAsLong();
        synchronized (seen) {
            return seen.stream()
                    .filter(look -> look.last() <= applied)
                    .mapToLong(look -> TimeUnit.NANOSECONDS.toMillis(now - look.atNanos()))
                    .min();
        }
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
                                    found.getOrDefault(end.getKey(), NOTHING) != NOTHING
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
                    last.put(source, NOTHING);
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
