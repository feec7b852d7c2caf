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
        topics =
                config.instance().roles().contains(Role.VIEWS)
                        ? RoleTopology.sources(Role.VIEWS, config)
                        : List.of();
    }

    /**
     * The ids of the views' sources, by their names; of none where there are no views.
     *
     * @throws StartupException when the brokers do not tell
     */
    UnaryOperator<String> require() {
        Map<String, String> editions = new HashMap<>();
        for (String topic : topics) {
            editions.put(
                    topic,
                    brokers.ask(admin -> brokers.awaitTopic(admin, topic)).topicId().toString());
        }
        return topic -> Objects.requireNonNull(editions.get(topic));
    }
}
