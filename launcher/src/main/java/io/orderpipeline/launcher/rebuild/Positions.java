package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.order.Cause;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How far a group has come.
 *
 * @param committed its positions, those of open transactions not among them
 */
record Positions(Map<TopicPartition, OffsetAndMetadata> committed) {

    static Positions of(Brokers brokers, String group) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        try {
            Brokers.await(
                            brokers.admin()
                                    .listConsumerGroupOffsets(
                                            Map.of(group, new ListConsumerGroupOffsetsSpec()),
                                            new ListConsumerGroupOffsetsOptions()
                                                    .requireStable(true))
                                    .partitionsToOffsetAndMetadata(group))
                    .forEach(
                            (at, offset) -> {
                                if (offset != null) {
                                    committed.put(at, offset);
                                }
                            });
        } catch (GroupIdNotFoundException never) {
            return new Positions(Map.of());
        }
        return new Positions(Map.copyOf(committed));
    }

    /** Records before this offset are handled; 0 where nothing is. */
    long of(TopicPartition at) {
        OffsetAndMetadata offset = committed.get(at);
        return offset == null ? 0 : offset.offset();
    }

    boolean isHandled(Cause cause) {
        return cause.offset() < of(new TopicPartition(cause.topic(), cause.partition()));
    }

    /** The same of each of these partitions, those where nothing is handled among them. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> consumed) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumed.forEach(at -> offsets.put(at, of(at)));
        return offsets;
    }
}
