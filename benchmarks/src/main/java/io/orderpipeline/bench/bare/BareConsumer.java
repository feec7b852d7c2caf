package io.orderpipeline.bench.bare;

import io.orderpipeline.sim.client.Clients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The least that a reader can do with a topic: fetch what is committed, look at nothing. What a
 * replay is held against.
 */
public final class BareConsumer {

    private static final Duration POLL = Duration.ofMillis(200);

    private BareConsumer() {}

    /**
     * What was read.
     *
     * @param records that are committed
     * @param bytes of their keys and values
     * @param nanos from the first poll to the last record
     */
    public record Read(long records, long bytes, long nanos) {

        public double perSecond() {
            return records * 1e9 / nanos;
        }
    }

    /** Reads from the beginning to where the topic ended when it began. */
    public static Read readAll(Clients clients, String topic) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return read(consumer, ends);
        }
    }

    private static Read read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        long began = System.nanoTime();
        long records = 0;
        long bytes = 0;
        while (!isAt(consumer, ends)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                records++;
                bytes += record.serializedKeySize() + record.serializedValueSize();
            }
        }
        return new Read(records, bytes, System.nanoTime() - began);
    }

    private static boolean isAt(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
