package io.orderpipeline.sim.client;

import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the three outcome topics as any consumer with {@code read_committed} does, from where they
 * end when it is opened, and tells the settlement of each outcome. Its own thread reads; a failure
 * ends it and is kept for {@link #failure}.
 */
final class OutcomeTail implements AutoCloseable {

    private static final List<Topic> OUTCOMES =
            List.of(Topics.ORDER_EVENT, Topics.ORDER_REJECTION, Topics.ORDER_DEAD_LETTER);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final OutcomeDecoder decoder;
    private final Settlement settlement;
    private final Thread thread = new Thread(this::read, "outcome-tail");
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    private OutcomeTail(
            Consumer<byte[], byte[]> consumer, OutcomeDecoder decoder, Settlement settlement) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.settlement = settlement;
    }

    /** Fixes the starting points, then reads in the background; the tail owns the consumer. */
    static OutcomeTail open(
            Consumer<byte[], byte[]> consumer, OutcomeDecoder decoder, Settlement settlement) {
        List<TopicPartition> partitions =
                OUTCOMES.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        OutcomeTail tail = new OutcomeTail(consumer, decoder, settlement);
        tail.thread.setDaemon(true);
        tail.thread.start();
        return tail;
    }

    /** What ended the reading, if anything did. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long now = System.nanoTime();
                    decoder.decode(record)
                            .ifPresent(
                                    ended ->
                                            settlement.ended(
                                                    ended.partition(),
                                                    ended.offset(),
                                                    ended.outcome(),
                                                    now));
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
