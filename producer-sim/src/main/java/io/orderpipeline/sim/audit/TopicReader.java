package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.client.EnvironmentException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads whole topics under read_committed, up to where they end at the beginning of the reading.
 * One thread; the owner of the consumer closes it.
 */
public record TopicReader(Consumer<byte[], byte[]> consumer) {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /** How far each partition can be read now. */
    Map<TopicPartition, Long> ends(String topic) {
        return consumer.endOffsets(partitions(topic));
    }

    /** Hands over every record from these offsets on; partitions one after the other or mixed. */
    public void read(
            Map<TopicPartition, Long> from,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
        Set<TopicPartition> open = new HashSet<>(from.keySet());
        long progressNanos = System.nanoTime();
        open.removeIf(partition -> finished(partition, ends));
        while (!open.isEmpty()) {
            var batch = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                receiver.accept(record);
            }
            if (open.removeIf(partition -> finished(partition, ends)) || !batch.isEmpty()) {
                progressNanos = System.nanoTime();
            } else if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
                throw new EnvironmentException(
                        "the broker gave no record of "
                                + open
                                + " for "
                                + PATIENCE.toSeconds()
                                + " s; check its log and its replicas");
            }
        }
    }

    private boolean finished(TopicPartition partition, Map<TopicPartition, Long> ends) {
        return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    }
}
