package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderpipeline.query.Health;
import io.orderpipeline.query.RoleHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterMetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void a_look_counts_what_has_no_leader_and_what_lacks_a_copy() {
        TopicDescription topic =
                new TopicDescription(
                        "order.event",
                        false,
                        List.of(
                                partition(0, node(1), 3),
                                partition(1, node(2), 2),
                                partition(2, null, 1)));

        ClusterLook look =
                ClusterLook.of(3, List.of(topic), OptionalLong.of(7), Map.of("decider", 7L));

        assertThat(look)
                .isEqualTo(new ClusterLook(3, 1, 2, 1, OptionalLong.of(7), Map.of("decider", 7L)));
    }

    @Test
    void ends_of_the_dead_letter_topic_are_added_up() {
        var told = Map.of(letters(0), end(4), letters(1), end(3));

        assertThat(ClusterLook.sum(CompletableFuture.completedFuture(told), PATIENCE).join())
                .hasValue(7);
    }

    /** They refuse what others take, such as a limit of time. */
    @Test
    void what_kafka_itself_promises_is_added_up_too() {
        KafkaFutureImpl<Map<TopicPartition, ListOffsetsResultInfo>> promised =
                new KafkaFutureImpl<>();

        CompletableFuture<OptionalLong> sum =
                ClusterLook.sum(promised.toCompletionStage().toCompletableFuture(), PATIENCE);
        promised.complete(Map.of(letters(0), end(4)));

        assertThat(sum.join()).hasValue(4);
    }

    @Test
    void a_dead_letter_partition_that_does_not_answer_hides_nothing_else() {
        assertThat(ClusterLook.sum(new CompletableFuture<>(), Duration.ofMillis(1)).join())
                .isEmpty();
        assertThat(
                        ClusterLook.sum(
                                        CompletableFuture.failedFuture(new TimeoutException()),
                                        PATIENCE)
                                .join())
                .isEmpty();

        ClusterMetrics.bind(
                new Bound(new ClusterLook(3, 1, 1, 0, OptionalLong.empty(), Map.of()))::look,
                meters);

        assertThat(value("dead.letter.offsets")).isNaN();
        assertThat(value("partitions.leaderless")).isEqualTo(1);
    }

    private static TopicPartition letters(int partition) {
        return new TopicPartition("order.dead-letter", partition);
    }

    @Test
    void what_is_not_known_now_is_not_a_number() {
        AtomicReference<Optional<ClusterLook>> latest =
                new AtomicReference<>(
                        Optional.of(
                                new ClusterLook(
                                        3, 0, 0, 3, OptionalLong.of(12), Map.of("views", 5L))));
        ClusterMetrics.bind(latest::get, meters);

        assertThat(value("cluster.reachable")).isEqualTo(1);
        assertThat(value("dead.letter.offsets")).isEqualTo(12);
        assertThat(lag("views")).isEqualTo(5);
        assertThat(lag("tracker")).isNaN();

        latest.set(Optional.empty());

        assertThat(value("cluster.reachable")).isZero();
        assertThat(value("partitions.leaderless")).isNaN();
        assertThat(lag("views")).isNaN();
    }

    /** Micrometer holds what it measures weakly unless told otherwise. */
    @Test
    void numbers_outlive_a_garbage_collection() {
        ClusterMetrics.bind(
                new Bound(new ClusterLook(3, 0, 0, 3, OptionalLong.of(12), Map.of()))::look,
                meters);

        System.gc();

        assertThat(value("cluster.reachable")).isEqualTo(1);
        assertThat(value("cluster.brokers")).isEqualTo(3);
    }

    private record Bound(ClusterLook seen) {
        Optional<ClusterLook> look() {
            return Optional.of(seen);
        }
    }

    @Test
    void a_role_that_restores_is_not_ready() {
        AtomicBoolean ready = new AtomicBoolean();
        Health health =
                new Health() {
                    @Override
                    public boolean alive() {
                        return true;
                    }

                    @Override
                    public List<RoleHealth> roles() {
                        return List.of(new RoleHealth("views", "RUNNING", ready.get(), null));
                    }
                };
        ClusterMetrics.bind(health, meters);

        assertThat(value("role.ready")).isZero();
        ready.set(true);
        assertThat(value("role.ready")).isEqualTo(1);
    }

    private double value(String name) {
        return meters.get("order.pipeline." + name).gauge().value();
    }

    private double lag(String role) {
        return meters.get("order.pipeline.lag.records").tag("role", role).gauge().value();
    }

    private static ListOffsetsResultInfo end(long offset) {
        return new ListOffsetsResultInfo(offset, -1, Optional.empty());
    }

    private static Node node(int id) {
        return new Node(id, "broker-" + id, 9092);
    }

    private static TopicPartitionInfo partition(int id, @Nullable Node leader, int inSync) {
        List<Node> replicas =
                IntStream.rangeClosed(1, 3).mapToObj(ClusterMetricsTest::node).toList();
        return new TopicPartitionInfo(id, leader, replicas, replicas.subList(0, inSync));
    }
}
