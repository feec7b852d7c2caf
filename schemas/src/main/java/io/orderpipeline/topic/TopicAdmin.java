package io.orderpipeline.topic;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics and checks them. Nothing is ever altered or deleted here: the partition of an
 * order's records depends on the partition count, so a mismatch is for a person to resolve.
 *
 * <p>Failures of the broker come as Kafka's own {@link KafkaException}s, unwrapped.
 */
public final class TopicAdmin {

    private TopicAdmin() {}

    /** Creates every topic that is missing and leaves those that exist as they are. */
    public static void create(Admin admin, TopicSettings settings) {
        List<NewTopic> topics =
                Topics.ALL.stream().map(topic -> definition(topic, settings)).toList();
        for (KafkaFuture<Void> creation : admin.createTopics(topics).values().values()) {
            awaitUnlessThere(creation);
        }
    }

    /**
     * Checks that the topics exist, have as many partitions as {@code order.command} (or one, where
     * they are not keyed by order), and the settings that guarantees rest on.
     *
     * @throws TopicsNotReadyException with everything that is wrong
     */
    public static void requireReady(Admin admin, Collection<Topic> topics) {
        Set<Topic> checked = new LinkedHashSet<>(List.of(Topics.ORDER_COMMAND));
        checked.addAll(topics);
        Map<Topic, OptionalInt> partitions = partitions(admin, checked);
        OptionalInt expected = partitions.getOrDefault(Topics.ORDER_COMMAND, OptionalInt.empty());
        List<String> findings = new ArrayList<>();
        partitions.forEach((topic, found) -> findings.addAll(check(topic, found, expected)));
        List<Topic> existing =
                checked.stream().filter(topic -> isThere(partitions, topic)).toList();
        findings.addAll(TopicRules.findings(configs(admin, existing)));
        if (!findings.isEmpty()) {
            throw new TopicsNotReadyException(findings);
        }
    }

    private static boolean isThere(Map<Topic, OptionalInt> partitions, Topic topic) {
        return partitions.getOrDefault(topic, OptionalInt.empty()).isPresent();
    }

    private static List<String> check(Topic topic, OptionalInt found, OptionalInt expected) {
        if (found.isEmpty()) {
            return List.of("topic " + topic.name() + " is missing");
        }
        if (!topic.isKeyedByOrder()) {
            return checkSole(topic, found.getAsInt());
        }
        if (expected.isEmpty() || expected.equals(found)) {
            return List.of();
        }
        String message = "topic %s has %d partitions, but %s has %d";
        return List.of(
                message.formatted(
                        topic.name(),
                        found.getAsInt(),
                        Topics.ORDER_COMMAND.name(),
                        expected.getAsInt()));
    }

    private static List<String> checkSole(Topic topic, int found) {
        return found == 1
                ? List.of()
                : List.of("topic %s has %d partitions; allowed: 1".formatted(topic.name(), found));
    }

    private static Map<Topic, OptionalInt> partitions(Admin admin, Collection<Topic> topics) {
        var descriptions =
                admin.describeTopics(topics.stream().map(Topic::name).toList()).topicNameValues();
        Map<Topic, OptionalInt> counts = new LinkedHashMap<>();
        for (Topic topic : topics) {
            counts.put(topic, count(requireNonNull(descriptions.get(topic.name()))));
        }
        return counts;
    }

    private static OptionalInt count(KafkaFuture<TopicDescription> description) {
        try {
            return OptionalInt.of(await(description).partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
            return OptionalInt.empty();
        }
    }

    /** Settings of those topics that exist; all are asked for at once. */
    private static Map<Topic, Config> configs(Admin admin, Collection<Topic> existing) {
        Map<Topic, ConfigResource> resources = new LinkedHashMap<>();
        existing.forEach(
                topic ->
                        resources.put(
                                topic,
                                new ConfigResource(ConfigResource.Type.TOPIC, topic.name())));
        Map<ConfigResource, Config> found = await(admin.describeConfigs(resources.values()).all());
        Map<Topic, Config> configs = new LinkedHashMap<>();
        resources.forEach(
                (topic, resource) -> configs.put(topic, requireNonNull(found.get(resource))));
        return configs;
    }

    private static NewTopic definition(Topic topic, TopicSettings settings) {
        int partitions = topic.isKeyedByOrder() ? settings.partitions() : 1;
        return new NewTopic(topic.name(), partitions, settings.replicationFactor())
                .configs(TopicRules.forCreation(topic, settings));
    }

    private static void awaitUnlessThere(KafkaFuture<Void> creation) {
        try {
            await(creation);
        } catch (TopicExistsException e) {
            // Created earlier, or by somebody else just now: either way it is there.
        }
    }

    private static <R> R await(KafkaFuture<R> future) {
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
}
