package io.orderpipeline.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The settings of topics that guarantees rest on: what a topic is created with, and in what an
 * existing one differs. A log that is compacted, that forgets, or that tells another time than the
 * one expected loses facts without any error.
 */
final class TopicRules {

    /** Kafka's own limit of a batch, which {@code order.command} has unless told otherwise. */
    private static final int KAFKA_MAX_BYTES = 1_048_588;

    /** Room for provenance: a dead letter is its record, as it was, and headers of ours. */
    private static final int PROVENANCE_BYTES = 64 * 1024;

    private static final String UNLIMITED = "-1";

    private TopicRules() {}

    /** All settings that a new topic gets. */
    static Map<String, String> forCreation(Topic topic, TopicSettings settings) {
        Map<String, String> all = new LinkedHashMap<>(fixed(topic));
        if (topic.retention() == Topic.Retention.AUDIT_HORIZON) {
            all.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(settings.auditHorizon().toMillis()));
        }
        if (topic.equals(Topics.ORDER_DEAD_LETTER)) {
            all.put(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(KAFKA_MAX_BYTES + PROVENANCE_BYTES));
        }
        all.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Short.toString(settings.minInSyncReplicas()));
        return all;
    }

    /**
     * One sentence for each setting that is not what it must be, with the command that mends it.
     */
    static List<String> findings(Map<Topic, Config> existing) {
        List<String> findings = new ArrayList<>();
        existing.forEach((topic, config) -> findings.addAll(differences(topic, config)));
        Config commands = existing.get(Topics.ORDER_COMMAND);
        Config letters = existing.get(Topics.ORDER_DEAD_LETTER);
        if (commands != null && letters != null) {
            findings.addAll(roomForProvenance(maxBytes(commands), maxBytes(letters)));
        }
        return findings;
    }

    private static List<String> differences(Topic topic, Config config) {
        List<String> findings = new ArrayList<>();
        fixed(topic)
                .forEach(
                        (name, allowed) -> {
                            String found = config.get(name).value();
                            if (!allowed.equals(found)) {
                                findings.add(finding(topic, name, found, allowed, ""));
                            }
                        });
        return findings;
    }

    private static List<String> roomForProvenance(int commands, int letters) {
        long needed = Math.min(Integer.MAX_VALUE, (long) commands + PROVENANCE_BYTES);
        if (letters >= needed) {
            return List.of();
        }
        String why =
                " or more, %s's and %d for the headers of a dead letter"
                        .formatted(Topics.ORDER_COMMAND.name(), PROVENANCE_BYTES);
        return List.of(
                finding(
                        Topics.ORDER_DEAD_LETTER,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(letters),
                        Long.toString(needed),
                        why));
    }

    private static int maxBytes(Config config) {
        return Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }

    private static Map<String, String> fixed(Topic topic) {
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.retention() == Topic.Retention.LATEST
                        ? TopicConfig.CLEANUP_POLICY_COMPACT
                        : TopicConfig.CLEANUP_POLICY_DELETE);
        if (topic.retention() == Topic.Retention.FOREVER) {
            fixed.put(TopicConfig.RETENTION_MS_CONFIG, UNLIMITED);
            fixed.put(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED);
        }
        fixed.put(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                switch (topic.clock()) {
                    case BROKER -> "LogAppendTime";
                    case PRODUCER -> "CreateTime";
                });
        return fixed;
    }

    private static String finding(
            Topic topic, String name, String found, String allowed, String more) {
        return ("topic %1$s has %2$s=%3$s; allowed: %4$s%5$s; mend it with: kafka-configs.sh"
                        + " --bootstrap-server HOST:PORT --alter --entity-type topics"
                        + " --entity-name %1$s --add-config %2$s=%4$s")
                .formatted(topic.name(), name, found, allowed, more);
    }
}
