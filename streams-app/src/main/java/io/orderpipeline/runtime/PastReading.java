package io.orderpipeline.runtime;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One reading of a part of {@code order.event}. One thread. */
final class PastReading {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CommittedRecords records;
    private final Bounds bounds;
    private long read;

    /**
     * How much is read at once; who needs more asks again from where it got to.
     *
     * @param silence how long the brokers may give nothing
     */
    record Bounds(long events, Duration time, Duration silence) {
        static final Bounds STANDARD =
                new Bounds(1_000_000, Duration.ofMinutes(2), Duration.ofSeconds(10));
    }

    PastReading(KafkaConsumer<byte[], byte[]> consumer, CommittedRecords records, Bounds bounds) {
        this.consumer = consumer;
        this.records = records;
        this.bounds = bounds;
    }

    /**
     * Hands on what is committed between the positions.
     *
     * @throws UnavailableException when a bound is reached before
     */
    void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<? super Committed.Event> reader) {
        List<TopicPartition> wanted =
                to.keySet().stream()
                        .filter(one -> from.getOrDefault(one, 0L) < to.getOrDefault(one, 0L))
                        .toList();
        consumer.assign(wanted);
        wanted.forEach(one -> consumer.seek(one, from.getOrDefault(one, 0L)));
        long startNanos = System.nanoTime();
        long progressNanos = startNanos;
        long before = sum(wanted);
        while (pauseWhatIsThere(wanted, to)) {
            consumer.poll(POLL).forEach(found -> hand(found, to, reader));
            long now = sum(wanted);
            progressNanos = now > before ? System.nanoTime() : progressNanos;
            before = now;
            requireWithin(bounds.time(), startNanos);
            requireWithin(bounds.silence(), progressNanos);
        }
    }

    /** Positions move over markers of transactions too. */
    private long sum(List<TopicPartition> wanted) {
        return wanted.stream().mapToLong(consumer::position).sum();
    }

    /** Whether any partition is still to be read; what is at its end is not fetched again. */
    private boolean pauseWhatIsThere(List<TopicPartition> wanted, Map<TopicPartition, Long> to) {
        List<TopicPartition> there =
                wanted.stream()
                        .filter(one -> consumer.position(one) >= to.getOrDefault(one, 0L))
                        .toList();
        consumer.pause(there);
        return there.size() < wanted.size();
    }

    private void hand(
            ConsumerRecord<byte[], byte[]> found,
            Map<TopicPartition, Long> to,
            Consumer<? super Committed.Event> reader) {
        TopicPartition partition = new TopicPartition(found.topic(), found.partition());
        if (found.offset() < to.getOrDefault(partition, 0L)) {
            if (read == bounds.events()) {
                throw tooMuch(bounds.events() + " events");
            }
            read++;
            records.decode(found)
                    .filter(Committed.Event.class::isInstance)
                    .map(Committed.Event.class::cast)
                    .ifPresent(reader);
        }
    }

    private static void requireWithin(Duration bound, long sinceNanos) {
        if (System.nanoTime() - sinceNanos > bound.toNanos()) {
            throw tooMuch(bound.toString());
        }
    }

    private static UnavailableException tooMuch(String bound) {
        return new UnavailableException(
                Reason.CATCHING_UP, "Not all of the past could be read within " + bound + ".");
    }
}
