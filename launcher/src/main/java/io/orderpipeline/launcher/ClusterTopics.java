package io.orderpipeline.launcher;

import io.orderpipeline.launcher.client.Patience;
import io.orderpipeline.stack.StackException;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.topic.TopicsNotReadyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The pipeline's topics on one cluster, created and looked at over one connection. */
public final class ClusterTopics implements AutoCloseable {

    private static final int TIMEOUT_MS = 10_000;
    private static final Duration KNOWN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;

    /** Connects to the cluster; call {@link #close} in the end. */
    public ClusterTopics(String bootstrap) {
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS));
    }

    /**
     * Creates what is missing, with the partitions asked for, else with as many as the topics have
     * that are already there.
     */
    public void create(Optional<Integer> partitions) {
        List<TopicDescription> existing = describe();
        partitions.ifPresent(wanted -> requireSame(byOrder(existing), wanted));
        TopicSettings defaults =
                TopicSettings.defaults(await(admin.describeCluster().nodes()).size());
        int count =
                partitions
                        .or(
                                () ->
                                        byOrder(existing).stream()
                                                .map(topic -> topic.partitions().size())
                                                .findFirst())
                        .orElse(defaults.partitions());
        TopicSettings settings =
                new TopicSettings(
                        count,
                        defaults.replicationFactor(),
                        defaults.minInSyncReplicas(),
                        defaults.auditHorizon());
        TopicAdmin.create(admin, settings);
    }

    /** Fails with everything that is missing or differs. */
    void requireReady() {
        TopicAdmin.requireReady(admin, Topics.ALL);
    }

    /**
     * The same after {@link #create}: the broker that is asked may learn of new topics a moment
     * later than the controller, and a client asks now one, now another.
     */
    void awaitReady() {
        long start = System.nanoTime();
        while (true) {
            try {
                requireReady();
                return;
            } catch (TopicsNotReadyException | UnknownTopicOrPartitionException notYet) {
                if (System.nanoTime() - start > KNOWN.toNanos()) {
                    throw notYet;
                }
                Patience.sleep(POLL);
            }
        }
    }

    /** Those topics of the pipeline that exist, in the pipeline's order. */
    List<TopicDescription> describe() {
        Set<String> existing = await(admin.listTopics().names());
        List<String> ours =
                Topics.ALL.stream().map(Topic::name).filter(existing::contains).toList();
        Map<String, TopicDescription> found = await(admin.describeTopics(ours).allTopicNames());
        return ours.stream()
                .flatMap(name -> Optional.ofNullable(found.get(name)).stream())
                .toList();
    }

    /** Without the one that has one partition whatever the others have. */
    private static List<TopicDescription> byOrder(List<TopicDescription> topics) {
        String sole = Topics.ORDER_GENERATION.name();
        return topics.stream().filter(topic -> !topic.name().equals(sole)).toList();
    }

    private static void requireSame(List<TopicDescription> existing, int wanted) {
        for (TopicDescription topic : existing) {
            int found = topic.partitions().size();
            if (found != wanted) {
                throw new StackException(
                        "Topic %s has %d partitions, asked for: %d. The number is fixed once topics exist, because an order's partition follows from it. Leave --partitions out, or start afresh with `pipeline up --fresh`."
                                .formatted(topic.name(), found, wanted));
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's interrupt flag again
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka
                    ? kafka
                    : new KafkaException("The broker did not answer as expected", e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
