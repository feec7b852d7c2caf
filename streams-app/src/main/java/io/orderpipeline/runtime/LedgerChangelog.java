package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The changelog topic of the tracker's ledger. To the tracker it is an internal topic, which Kafka
 * Streams would make; to the views it is a source, without which they do not start. So that no role
 * has to wait for another it is made here, as Kafka Streams would have made it, and Kafka Streams
 * then takes it for its own. One thread.
 */
final class LedgerChangelog {

    /** Between two looks at a topic that the brokers are still telling each other of. */
    private final BrokerAdmin brokers;

    private final String topic;

    LedgerChangelog(AppConfig config) {
        brokers = new BrokerAdmin(config);
        topic = config.instance().applications().ledgerChangelog();
    }

    /**
     * Makes the topic unless it is there, and waits until it can be read.
     *
     * @throws StartupException when it cannot be made, or has another number of partitions than
     *     {@code order.command}, from which its rows' partitions follow
     */
    void require(ClusterCheck.Cluster cluster) {
        int partitions =
                brokers.ask(
                        admin -> {
                            create(admin, cluster);
                            return brokers.awaitTopic(admin, topic).partitions().size();
                        });
        if (partitions != cluster.partitions()) {
            throw new StartupException(
                    ("topic %s has %d partitions, but order.command has %d; it holds the tracker's ledger:"
                                    + " choose another application.prefix, or stop every tracker,"
                                    + " delete the topics that begin with its application id, and"
                                    + " start again")
                            .formatted(topic, partitions, cluster.partitions()));
        }
    }

    private void create(Admin admin, ClusterCheck.Cluster cluster)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (brokers.find(admin, topic).isPresent()) {
            return;
        }
        try {
            brokers.await(admin.createTopics(List.of(definition(cluster))).all());
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new StartupException(
                        "topic %s cannot be made: %s; make it by hand, or mend what the brokers object to"
                                .formatted(topic, refused.getCause()),
                        refused);
            }
        }
    }

    private NewTopic definition(ClusterCheck.Cluster cluster) {
        ChangelogPolicy policy = cluster.changelogs();
        return new NewTopic(topic, cluster.partitions(), (short) policy.replicationFactor())
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT,
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "CreateTime",
                                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                policy.minInSyncReplicas()));
    }
}
