package io.orderpipeline.pipeline.fold;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;

/**
 * Takes the time of a topic's records, and knows by that which of them is the last that waits:
 * Kafka Streams asks for the time of the next record of a partition before it has one processed
 * ({@code RecordQueue.poll}). Should it ever ask later, every record is the last one. For the
 * threads of all partitions.
 */
public final class QueueHeads extends FailOnInvalidTimestamp {

    private final Map<Integer, Long> heads = new ConcurrentHashMap<>();

    @Override
    public long extract(ConsumerRecord<Object, Object> message, long partitionTimeMs) {
        heads.put(message.partition(), message.offset());
        return super.extract(message, partitionTimeMs);
    }

    /** Whether another record of the partition waits to be processed behind this one. */
    boolean hasBehind(int partition, long offset) {
        return heads.getOrDefault(partition, offset) > offset;
    }
}
