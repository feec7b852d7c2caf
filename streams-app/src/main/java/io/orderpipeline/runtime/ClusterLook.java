package io.orderpipeline.runtime;

import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * How the brokers, and the pipeline's topics on them, stood at one look.
 *
 * @param brokers that the cluster says it has
 * @param leaderless partitions that nobody can write to or read
 * @param underReplicated partitions of which a copy is behind or gone
 * @param leastInSync copies in sync of the partition that has the fewest
 * @param deadLetterEnds ends of the dead letter topic, added up; absent when not all were told,
 *     which a partition without a leader does not do
 * @param lags records that each role is behind by, of those that the brokers told about
 */
record ClusterLook(
        int brokers,
        long leaderless,
        long underReplicated,
        int leastInSync,
        OptionalLong deadLetterEnds,
        Map<String, Long> lags) {

    /** Less than a look may take: what is said of the partitions must not wait for their ends. */
    private static final Duration ENDS_PATIENCE = Duration.ofSeconds(2);

    /** Asks everything at once; fails as a whole when one answer does, but for offsets. */
    static CompletableFuture<ClusterLook> take(
            Admin admin, int partitions, CompletableFuture<Map<String, Long>> lags) {
        CompletableFuture<Collection<Node>> nodes = future(admin.describeCluster().nodes());
        CompletableFuture<Map<String, TopicDescription>> topics =
                future(
                        admin.describeTopics(Topics.ALL.stream().map(Topic::name).toList())
                                .allTopicNames());
        CompletableFuture<OptionalLong> letters =
                sum(future(admin.listOffsets(deadLetters(partitions)).all()), ENDS_PATIENCE);
        return CompletableFuture.allOf(nodes, topics, letters, lags)
                .thenApply(
                        all ->
                                of(
                                        nodes.join().size(),
                                        topics.join().values(),
                                        letters.join(),
                                        lags.join()));
    }

    /** Empty when they are not told in time. */
    static CompletableFuture<OptionalLong> sum(
            CompletableFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends, Duration patience) {
        CompletableFuture<OptionalLong> sum = new CompletableFuture<>(); // Kafka's cannot time out
        CompletableFuture<?> unused =
                ends.whenComplete(
                        (told, failed) ->
                                sum.complete(failed == null ? sum(told) : OptionalLong.empty()));
        return sum.completeOnTimeout(
                OptionalLong.empty(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static OptionalLong sum(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return OptionalLong.of(
                ends.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum());
    }

    static ClusterLook of(
            int brokers,
            Collection<TopicDescription> topics,
            OptionalLong letters,
            Map<String, Long> lags) {
        List<TopicPartitionInfo> partitions =
                topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
        return new ClusterLook(
                brokers,
                partitions.stream().filter(each -> isNobody(each.leader())).count(),
                partitions.stream()
                        .filter(each -> each.isr().size() < each.replicas().size())
                        .count(),
                partitions.stream().mapToInt(each -> each.isr().size()).min().orElse(0),
                letters,
                lags);
    }

    private static boolean isNobody(@Nullable Node leader) {
        return leader == null || leader.isEmpty();
    }

    private static Map<TopicPartition, OffsetSpec> deadLetters(int partitions) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(
                    new TopicPartition(Topics.ORDER_DEAD_LETTER.name(), partition),
                    OffsetSpec.latest());
        }
        return ends;
    }

    private static <T> CompletableFuture<T> future(KafkaFuture<T> answer) {
        return answer.toCompletionStage().toCompletableFuture();
    }
}
