package io.orderpipeline.runtime;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed to {@code order.event} and {@code order.rejection} outside any group.
 * Safe for many threads; each consumer that it makes is for one.
 */
final class CommittedRecords {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedRecords.class);

    private final AppConfig config;
    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;

    CommittedRecords(AppConfig config, Registry registry) {
        this.config = config;
        events = AvroSerde.of(OrderEvent.class, registry);
        rejections = AvroSerde.of(OrderRejection.class, registry);
    }

    /**
     * A consumer without a group, for partitions that it is assigned by hand.
     *
     * @param purpose tells clients of one process apart in the brokers' metrics
     */
    KafkaConsumer<byte[], byte[]> consumer(String purpose) {
        return new KafkaConsumer<>(
                settings(purpose), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What passes through comes first; the rest is what the feed's promise hangs on. */
    Map<String, Object> settings(String purpose) {
        Map<String, Object> settings = new HashMap<>(config.kafka().consumer());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                config.instance().applications().prefix() + "-" + purpose);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Only where retention has deleted what would have come next: what is left comes instead.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    /**
     * What a record says; empty, with a warning, when it is none of the topic's.
     *
     * @throws RegistryUnavailableException when only the registry could tell, and it does not
     */
    Optional<Committed> decode(ConsumerRecord<byte[], byte[]> found) {
        byte[] value = found.value();
        if (value == null) {
            return skip(found, "it has no value");
        }
        try {
            return Optional.of(decode(found, value));
        } catch (UndecodableRecordException undecodable) {
            return skip(found, String.valueOf(undecodable.getMessage()));
        }
    }

    private Committed decode(ConsumerRecord<byte[], byte[]> found, byte[] value) {
        return found.topic().equals(Topics.ORDER_EVENT.name())
                ? new Committed.Event(
                        found.partition(), found.offset(), events.deserialize(found.topic(), value))
                : new Committed.Rejection(
                        found.partition(),
                        found.offset(),
                        rejections.deserialize(found.topic(), value));
    }

    private static Optional<Committed> skip(ConsumerRecord<byte[], byte[]> found, String why) {
        LOG.warn("skipped {}-{}@{}: {}", found.topic(), found.partition(), found.offset(), why);
        return Optional.empty();
    }
}
