package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.pipeline.StateRebuild.Contents;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Bytes;

/** The changelog topics behind a role's stores. Confined to one thread. */
public final class Changelogs {

    private static final Duration APPEARANCE = Duration.ofSeconds(30);

    private final Brokers brokers;
    private final Map<String, String> topics = new LinkedHashMap<>();

    public Changelogs(Brokers brokers, StatefulRole role, Applications applications) {
        this.brokers = brokers;
        role.stores().forEach(store -> topics.put(store, role.changelog(applications, store)));
    }

    /** The stores, the one with the values first. */
    List<String> stores() {
        return List.copyOf(topics.keySet());
    }

    /** The topic behind a store. */
    String topic(String store) {
        return topics.getOrDefault(store, store);
    }

    Collection<String> existing() {
        Set<String> found = brokers.topics();
        return topics.values().stream().filter(found::contains).toList();
    }

    List<String> missing() {
        Set<String> found = brokers.topics();
        return topics.values().stream().filter(topic -> !found.contains(topic)).toList();
    }

    /** The last word of each changelog on each of its keys, by partition. */
    public Map<Integer, Contents> read() {
        Map<Integer, Map<String, Map<Bytes, byte[]>>> found = new HashMap<>();
        Collection<String> existing = existing();
        topics.forEach(
                (store, topic) -> {
                    if (existing.contains(topic)) {
                        read(store, topic, found);
                    }
                });
        Map<Integer, Contents> contents = new TreeMap<>();
        found.forEach((partition, stores) -> contents.put(partition, new Contents(stores)));
        return contents;
    }

    private void read(
            String store, String topic, Map<Integer, Map<String, Map<Bytes, byte[]>>> found) {
        Map<TopicPartition, Long> from =
                brokers.reader().beginnings(List.copyOf(brokers.partitions(topic)));
        brokers.reader()
                .read(
                        from,
                        record -> {
                            Map<Bytes, byte[]> entries =
                                    found.computeIfAbsent(record.partition(), p -> new HashMap<>())
                                            .computeIfAbsent(store, s -> new TreeMap<>());
                            if (record.value() == null) {
                                entries.remove(Bytes.wrap(record.key()));
                            } else {
                                entries.put(Bytes.wrap(record.key()), record.value());
                            }
                        });
    }

    /** How many partitions every topic keyed by order id has. */
    int partitions() {
        return commands().partitions().size();
    }

    private TopicDescription commands() {
        String name = Topics.ORDER_COMMAND.name();
        return Brokers.await(brokers.admin().describeTopics(List.of(name)).allTopicNames())
                .values()
                .iterator()
                .next();
    }

    /** Those that are there must be co-partitioned with what they hold the state of. */
    void requirePartitions() {
        int wanted = partitions();
        for (String topic : existing()) {
            int found = brokers.partitions(topic).size();
            if (found != wanted) {
                throw new RefusedException(
                        "changelog %s has %d partitions, order.command has %d: delete it (kafka-topics.sh --delete --topic %s) and run this again, which makes it anew"
                                .formatted(topic, found, wanted, topic));
            }
        }
    }

    /** Makes those that are missing, as Kafka Streams would. */
    void create(List<String> missing) {
        TopicDescription commands = commands();
        short replicas = (short) commands.partitions().get(0).replicas().size();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, commands.name());
        Config settings =
                Brokers.await(brokers.admin().describeConfigs(List.of(resource)).all())
                        .values()
                        .iterator()
                        .next();
        String inSync = settings.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
        List<NewTopic> made = new ArrayList<>();
        for (String topic : missing) {
            made.add(
                    new NewTopic(topic, commands.partitions().size(), replicas)
                            .configs(
                                    Map.of(
                                            TopicConfig.CLEANUP_POLICY_CONFIG,
                                            TopicConfig.CLEANUP_POLICY_COMPACT,
                                            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                            "CreateTime",
                                            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                            inSync)));
        }
        try {
            Void unused = Brokers.await(brokers.admin().createTopics(made).all());
        } catch (TopicExistsException started) {
            throw new RefusedException(
                    "somebody has just made one of %s: an app that starts does so; stop it and run this again"
                            .formatted(missing),
                    started);
        }
        if (!Brokers.await(APPEARANCE, () -> missing().isEmpty())) {
            throw new RefusedException("the brokers do not show the new topics " + missing);
        }
    }
}
