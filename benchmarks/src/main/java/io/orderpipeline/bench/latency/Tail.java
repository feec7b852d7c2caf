package io.orderpipeline.bench.latency;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Sees each record that is committed to a topic from now on, in a thread of its own. */
final class Tail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Function<byte[], String> idOf;
    private final Awaited awaited;
    private final Thread thread;
    private volatile boolean stopping;

    private Tail(
            String topic,
            Consumer<byte[], byte[]> consumer,
            Function<byte[], String> idOf,
            Awaited awaited) {
        this.consumer = consumer;
        this.idOf = idOf;
        this.awaited = awaited;
        thread = new Thread(this::read, "tail-" + topic);
        thread.setDaemon(true);
    }

    /**
     * Begins at the end of the topic; owns the consumer.
     *
     * @param idOf the id of the command that a record tells of
     */
    static Tail start(
            String topic,
            Consumer<byte[], byte[]> consumer,
            Function<byte[], String> idOf,
            Awaited awaited) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Tail tail = new Tail(topic, consumer, idOf, awaited);
        tail.thread.start();
        return tail;
    }

    private void read() {
        try (consumer) {
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    awaited.seen(idOf.apply(record.value()));
                }
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
