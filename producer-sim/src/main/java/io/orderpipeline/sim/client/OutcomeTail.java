package io.orderpipeline.sim.client;

import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.OutcomeDecoder.Ended;
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
 * Reads what comes of commands and captures as any consumer with {@code read_committed} does, from
 * where the topics end when it is opened, and tells the settlement of each outcome and the watch of
 * each transaction. Records that cannot be read are passed over: judging them is the auditor's
 * business. Its own thread reads; a failure ends it and is kept for {@link #failure}.
 */
final class OutcomeTail implements AutoCloseable {

    private static final List<Topic> READ =
            List.of(
                    Topics.ORDER_EVENT,
                    Topics.ORDER_REJECTION,
                    Topics.ORDER_DEAD_LETTER,
                    Topics.PAYMENT_TRANSACTION,
                    Topics.ORDER_COMPENSATION);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Wire wire;
    private final Settlement settlement;
    private final TransactionWatch watch;
    private final Thread thread = new Thread(this::read, "outcome-tail");
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    private OutcomeTail(
            Consumer<byte[], byte[]> consumer,
            Wire wire,
            Settlement settlement,
            TransactionWatch watch) {
        this.consumer = consumer;
        this.wire = wire;
        this.settlement = settlement;
        this.watch = watch;
    }

    /** Fixes the starting points, then reads in the background; the tail owns the consumer. */
    static OutcomeTail open(
            Consumer<byte[], byte[]> consumer,
            Wire wire,
            Settlement settlement,
            TransactionWatch watch) {
        List<TopicPartition> partitions =
                READ.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        OutcomeTail tail = new OutcomeTail(consumer, wire, settlement, watch);
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
                    take(record, System.nanoTime());
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long nowNanos) {
        try {
            if (record.topic().equals(Topics.ORDER_DEAD_LETTER.name())) {
                OutcomeDecoder.deadLetter(record).ifPresent(ended -> tell(ended, nowNanos));
            } else if (record.value() != null) {
                take(record.topic(), record.value(), nowNanos);
            }
        } catch (UndecodableRecordException e) {
            // As said above.
        }
    }

    private void take(String topic, byte[] value, long nowNanos) {
        if (topic.equals(Topics.ORDER_EVENT.name())) {
            OrderEvent event = wire.event(value);
            OutcomeDecoder.event(event).ifPresent(ended -> tell(ended, nowNanos));
            Sighting.of(event).ifPresent(sighting -> watch.seen(sighting, nowNanos));
        } else if (topic.equals(Topics.ORDER_REJECTION.name())) {
            OutcomeDecoder.rejection(wire.rejection(value))
                    .ifPresent(ended -> tell(ended, nowNanos));
        } else if (topic.equals(Topics.PAYMENT_TRANSACTION.name())) {
            Sighting.of(wire.transaction(value))
                    .ifPresent(sighting -> watch.seen(sighting, nowNanos));
        } else {
            watch.seen(Sighting.of(wire.compensation(value)), nowNanos);
        }
    }

    private void tell(Ended ended, long nowNanos) {
        settlement.ended(ended.partition(), ended.offset(), ended.outcome(), nowNanos);
    }
}
