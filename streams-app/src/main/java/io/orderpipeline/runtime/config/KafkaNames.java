package io.orderpipeline.runtime.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of Kafka's clients that pass through, under the key they have here: {@code
 * kafka.linger.ms} reaches every client that knows {@code linger.ms}, {@code
 * kafka.producer.linger.ms} only producers. Kafka's own definitions say which names exist and how
 * values are read.
 */
final class KafkaNames {

    /** Begins every key that passes through. */
    static final String PREFIX = "kafka.";

    /**
     * One setting of Kafka's.
     *
     * @param streamsKey the name by which Kafka Streams takes it
     * @param name the client's own name for it
     * @param definition Kafka's definition
     */
    record Name(String streamsKey, String name, ConfigKey definition) {}

    private static final Map<String, Name> NAMES = collect();

    private KafkaNames() {}

    static Set<String> keys() {
        return NAMES.keySet();
    }

    static Optional<Name> find(String key) {
        return Optional.ofNullable(NAMES.get(key));
    }

    private static Map<String, Name> collect() {
        ConfigDef producer = ProducerConfig.configDef();
        ConfigDef consumer = ConsumerConfig.configDef();
        ConfigDef admin = AdminClientConfig.configDef();
        Map<String, Name> names = new LinkedHashMap<>();
        List.of(producer, consumer, admin).forEach(client -> add(names, "", "", client));
        add(names, "producer.", "producer.", producer);
        add(names, "consumer.", "consumer.", consumer);
        add(names, "admin.", "admin.", admin);
        add(names, "streams.main.consumer.", "main.consumer.", consumer);
        add(names, "streams.restore.consumer.", "restore.consumer.", consumer);
        add(names, "streams.", "", StreamsConfig.configDef());
        return names;
    }

    private static void add(Map<String, Name> names, String scope, String streams, ConfigDef all) {
        all.configKeys()
                .forEach(
                        (name, key) ->
                                names.putIfAbsent(
                                        PREFIX + scope + name,
                                        new Name(streams + name, name, key)));
    }
}
