package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Looks at the cluster before anything starts: brokers answer, topics exist and are co-partitioned.
 * Later a missing topic would show as a stream thread that dies without saying why. One thread.
 */
final class ClusterCheck {

    private final AppConfig config;
    private final BrokerAdmin brokers;

    ClusterCheck(AppConfig config) {
        this.config = config;
        this.brokers = new BrokerAdmin(config);
    }

    /**
     * What the app needs to know of the cluster.
     *
     * @param partitions of every topic that is keyed by order id
     */
    record Cluster(int partitions, ChangelogPolicy changelogs) {}

    /**
     * Checks, waiting at most the start-up time-out for each answer.
     *
     * @throws StartupException when the app cannot run on this cluster, saying why
     */
    Cluster require() {
        return brokers.ask(
                admin -> {
                    brokers.await(admin.describeCluster().nodes());
                    TopicAdmin.requireReady(admin, Topics.ALL);
                    return describe(admin);
                });
    }

    private Cluster describe(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        String commands = Topics.ORDER_COMMAND.name();
        TopicDescription described =
                sole(brokers.await(admin.describeTopics(List.of(commands)).allTopicNames()));
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, commands);
        Config settings = sole(brokers.await(admin.describeConfigs(List.of(topic)).all()));
        String minInSync = settings.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
        int replicas = described.partitions().get(0).replicas().size();
        return new Cluster(described.partitions().size(), changelogs(replicas, minInSync));
    }

    private static <T> T sole(Map<?, T> answers) {
        return answers.values().iterator().next();
    }

    private ChangelogPolicy changelogs(int replicas, String minInSync) {
        return config.streams()
                .replicationFactor()
                .map(chosen -> new ChangelogPolicy(chosen, atMost(chosen, minInSync)))
                .orElseGet(() -> new ChangelogPolicy(replicas, minInSync));
    }

    /** More replicas in sync than there are would refuse every write. */
    private static String atMost(int replicas, String minInSync) {
        return String.valueOf(Math.min(replicas, Integer.parseInt(minInSync)));
    }
}
