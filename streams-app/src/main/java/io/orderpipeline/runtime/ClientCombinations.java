package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.InvalidConfigException;
import io.orderpipeline.runtime.config.Sourced;
import io.orderpipeline.topic.Applications;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Settings of Kafka's clients that are fine one by one and that Kafka refuses together. Judged by
 * Kafka's own rules, as each role would use them, before anything connects: later they would show
 * as a client that cannot be made.
 */
final class ClientCombinations {

    private static final String KAFKA = "kafka.";

    /** Stands for what is only known once the process runs. */
    private static final StreamsProperties.Running LATER =
            new StreamsProperties.Running(
                    "later",
                    new HostInfo("127.0.0.1", 1),
                    new ChangelogPolicy(1, "1"),
                    Applications.FIRST_VIEWS_GENERATION);

    private ClientCombinations() {}

    /**
     * Judges the settings of every hosted role.
     *
     * @throws InvalidConfigException naming what passes through and each reason to refuse it
     */
    static void require(AppConfig config) {
        List<String> problems =
                config.instance().roles().stream()
                        .flatMap(role -> objections(StreamsProperties.of(role, config, LATER)))
                        .distinct()
                        .map(why -> passedThrough(config) + ": Kafka refuses it: " + why)
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    private static Stream<String> objections(Properties properties) {
        return Stream.<Runnable>of(
                        () -> producer(new StreamsConfig(properties).getProducerConfigs("p")),
                        () ->
                                consumer(
                                        new StreamsConfig(properties)
                                                .getMainConsumerConfigs("g", "c", 0)),
                        () ->
                                consumer(
                                        new StreamsConfig(properties)
                                                .getRestoreConsumerConfigs("r")),
                        () -> admin(new StreamsConfig(properties).getAdminConfigs("a")))
                .flatMap(check -> objection(check).stream());
    }

    private static Optional<String> objection(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (ConfigException | IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** The time-outs are only compared by the constructor of Kafka's producer. */
    private static void producer(Map<String, Object> settings) {
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ProducerConfig config = new ProducerConfig(settings);
        long attempt =
                config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                        + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        int delivery = config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        boolean chosen = settings.containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        if (chosen && delivery < Math.min(attempt, Integer.MAX_VALUE)) {
            throw new ConfigException(
                    "a producer's delivery.timeout.ms is %d; allowed: %d and more, linger.ms and request.timeout.ms together"
                            .formatted(delivery, attempt));
        }
    }

    private static void consumer(Map<String, Object> settings) {
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        new ConsumerConfig(settings).unused();
    }

    /** The time-outs are only compared by the constructor of Kafka's admin client. */
    private static void admin(Map<String, Object> settings) {
        AdminClientConfig config = new AdminClientConfig(settings);
        int request = config.getInt(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);
        int call = config.getInt(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
        boolean chosen = settings.containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
        if (chosen && call < request) {
            throw new ConfigException(
                    "an admin client's default.api.timeout.ms is %d; allowed: %d and more, its request.timeout.ms"
                            .formatted(call, request));
        }
    }

    private static String passedThrough(AppConfig config) {
        return config.effective().stream()
                .filter(setting -> setting.key().startsWith(KAFKA))
                .map(ClientCombinations::found)
                .collect(Collectors.joining(", "));
    }

    private static String found(Sourced setting) {
        return "%s = '%s' (%s)".formatted(setting.key(), setting.value(), setting.origin());
    }
}
