package io.orderpipeline.runtime.config;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Settings of Kafka's clients that pass through, under the names by which Kafka Streams takes them
 * ({@code linger.ms} for all clients, {@code producer.linger.ms} for producers only).
 */
public record KafkaSettings(Map<String, String> streams) {

    private static final String ADMIN = "admin.";

    /** Copies the map: records are values. */
    public KafkaSettings {
        streams = Map.copyOf(streams);
    }

    /** The part that concerns an admin client: what is meant for all clients, and for it. */
    public Map<String, Object> admin() {
        Map<String, Object> admin = new TreeMap<>();
        AdminClientConfig.configNames().stream()
                .filter(streams::containsKey)
                .forEach(name -> admin.put(name, streams.get(name)));
        streams.forEach(
                (name, value) -> {
                    if (name.startsWith(ADMIN)) {
                        admin.put(name.substring(ADMIN.length()), value);
                    }
                });
        return admin;
    }

    /** Names only: values may be secrets, and records end up in logs. */
    @Override
    public String toString() {
        return streams.keySet().toString();
    }
}
