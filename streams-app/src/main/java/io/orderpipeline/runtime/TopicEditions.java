package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Which topic it is that has a name, of all that ever had it: one that was deleted and made again
 * has other records at the same offsets, and what was made of the first says nothing of the second.
 * One thread.
 */
final class TopicEditions {

    private final BrokerAdmin brokers;
    private final List<String> topics;

    TopicEditions(AppConfig config) {
        brokers = new BrokerAdmin(config);
        topics = RoleTopology.sources(Role.VIEWS, config);
    }

    /**
     * The ids of the views' sources, by their names.
     *
     * @throws StartupException when the brokers do not tell
     */
    UnaryOperator<String> require() {
        Map<String, String> editions = new HashMap<>();
        brokers.ask(admin -> brokers.await(admin.describeTopics(topics).allTopicNames()))
                .forEach((topic, found) -> editions.put(topic, found.topicId().toString()));
        return topic -> Objects.requireNonNull(editions.get(topic));
    }
}
