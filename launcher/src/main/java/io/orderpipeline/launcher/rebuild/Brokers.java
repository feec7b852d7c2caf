package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.sim.audit.TopicReader;
import io.orderpipeline.sim.client.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** One connection to the brokers for asking and reading. Confined to one thread. */
public final class Brokers implements AutoCloseable {

    private static final Duration API_TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MS = 100;

    private final Connection connection;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    public Brokers(Connection connection) {
        this.connection = connection;
        admin = connection.clients().admin(API_TIMEOUT);
        consumer = connection.clients().consumer();
    }

    Connection connection() {
        return connection;
    }

    public Admin admin() {
        return admin;
    }

    TopicReader reader() {
        return new TopicReader(consumer);
    }

    public Set<String> topics() {
        return await(admin.listTopics().names());
    }

    /** Hands over every committed record of a topic, from its beginning to where it ends now. */
    public void readAll(
            String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        reader().read(reader().beginnings(List.copyOf(partitions(topic))), receiver);
    }

    Set<TopicPartition> partitions(String topic) {
        return await(admin.describeTopics(Set.of(topic)).allTopicNames()).values().stream()
                .flatMap(found -> found.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
    }

    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel level) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(at -> at, at -> OffsetSpec.latest()));
        return await(admin.listOffsets(asked, new ListOffsetsOptions(level)).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
    }

    /** Waits until no transaction is open in what these topics hold now; clients may go on. */
    void awaitStable(Collection<String> topics, Duration patience) {
        Set<TopicPartition> all =
                topics.stream()
                        .flatMap(topic -> partitions(topic).stream())
                        .collect(Collectors.toSet());
        Map<TopicPartition, Long> now = ends(all, IsolationLevel.READ_UNCOMMITTED);
        boolean stable =
                await(
                        patience,
                        () -> {
                            Map<TopicPartition, Long> readable =
                                    ends(all, IsolationLevel.READ_COMMITTED);
                            return now.entrySet().stream()
                                    .allMatch(
                                            end ->
                                                    readable.getOrDefault(end.getKey(), 0L)
                                                            >= end.getValue());
                        });
        if (!stable) {
            throw new RefusedException(
                    "a transaction is still open in %s after %d s, so that nobody can tell what it comes to; nothing was written: run this again later, or find it with kafka-transactions.sh find-hanging"
                            .formatted(topics, patience.toSeconds()));
        }
    }

    /** Whether the condition came true in time. */
    public static boolean await(Duration patience, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return true;
    }

    /** The answer; what the broker refuses comes as Kafka's own exception. */
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka
                    ? kafka
                    : new KafkaException("the broker did not answer as expected", e.getCause());
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
