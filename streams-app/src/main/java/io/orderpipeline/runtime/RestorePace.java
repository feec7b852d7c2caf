package io.orderpipeline.runtime;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records have been read of each partition that no store has taken yet. Safe for many
 * threads, of which one reads a partition.
 */
final class RestorePace {

    /** Records of a partition that may wait, before the last poll: a few MiB of events. */
    static final long MOST_WAITING = 5_000;

    private final Map<TopicPartition, Long> waiting = new ConcurrentHashMap<>();

    /** Those of these partitions that are not to be read now. */
    Set<TopicPartition> ahead(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(each -> waiting.getOrDefault(each, 0L) >= MOST_WAITING)
                .collect(Collectors.toSet());
    }

    void read(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> each : records) {
            if (each.key() != null) { // Kafka Streams drops those without a key
                waiting.merge(new TopicPartition(each.topic(), each.partition()), 1L, Long::sum);
            }
        }
    }

    /** A store has taken some. */
    void applied(TopicPartition partition, long records) {
        waiting.computeIfPresent(partition, (same, n) -> Math.max(0, n - records));
    }

    /** Others are read now than before: only of those that stay, something may wait. */
    void keep(Collection<TopicPartition> before, Collection<TopicPartition> now) {
        waiting.keySet().removeIf(each -> !before.contains(each) || !now.contains(each));
    }
}
