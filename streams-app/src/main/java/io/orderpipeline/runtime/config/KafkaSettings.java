package io.orderpipeline.runtime.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of Kafka's clients that pass through, under the names by which Kafka Streams takes them
 * ({@code linger.ms} for all clients, {@code producer.linger.ms} for producers only).
 */
public record KafkaSettings(Map<String, String> streams) {

    private static final String ADMIN = "admin.";
    private static final String PRODUCER = "producer.";
    private static final String CONSUMER = "consumer.";

    /** Copies the map: records are values. */
    public KafkaSettings {
        streams = Map.copyOf(streams);
    }

    /** The part that concerns an admin client: what is meant for all clients, and for it. */
    public Map<String, Object> admin() {
        return of(ADMIN, AdminClientConfig.configNames());
    }

    /** The part that concerns a consumer: what is meant for all clients, and for all consumers. */
    public Map<String, Object> consumer() {
        return of(CONSUMER, ConsumerConfig.configNames());
    }

    /** The part that concerns a producer: what is meant for all clients, and for it. */
    public Map<String, Object> producer() {
        return of(PRODUCER, ProducerConfig.configNames());
    }

    private Map<String, Object> of(String prefix, Set<String> names) {
        Map<String, Object> client = new TreeMap<>();
        names.stream()
                .filter(streams::containsKey)
                .forEach(name -> client.put(name, streams.get(name)));
        streams.forEach(
                (name, value) -> {
                    if (name.startsWith(prefix)) {
                        client.put(name.substring(prefix.length()), value);
                    }
                });
        return client;
    }

    /** Names only: values may be secrets, and records end up in logs. */
    @Override
    public String toString() {
        return streams.keySet().toString();
    }
}
