package io.orderpipeline.bench.lab;

import io.orderpipeline.topic.Applications;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far groups have come in topics, by what they have committed. One thread. */
public final class GroupPositions implements AutoCloseable {

    private static final ListOffsetsOptions COMMITTED =
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    private static final ListOffsetsOptions WRITTEN =
            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

    private final Admin admin;

    GroupPositions(Admin admin) {
        this.admin = admin;
    }

    /** Offsets that the group has passed in the topic, over all partitions. */
    public long passed(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return committed.entrySet().stream()
                .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
                .mapToLong(each -> each.getValue().offset())
                .sum();
    }

    /** Offsets before the end of what is committed in the topic, over all partitions. */
    public long end(String topic) {
        return end(topic, COMMITTED);
    }

    private long end(String topic, ListOffsetsOptions isolation) {
        Map<TopicPartition, OffsetSpec> ends =
                get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .collect(Collectors.toMap(Function.identity(), at -> OffsetSpec.latest()));
        return get(admin.listOffsets(ends, isolation).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** Whether no transaction is open in the topic: everything that was written can be read. */
    public boolean isCommitted(String topic) {
        return end(topic, COMMITTED) == end(topic, WRITTEN);
    }

    /** The changelog topics behind the pipeline's stores. */
    public List<String> changelogs() {
        return get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(Applications.DEFAULT.prefix()))
                .filter(name -> name.endsWith("-changelog"))
                .toList();
    }

    /**
     * Whether the group has nothing left to read in these topics; markers of transactions count
     * not.
     */
    public boolean isAtEnd(String group, List<String> topics) {
        return topics.stream().allMatch(topic -> passed(group, topic) >= end(topic));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not answer", e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
