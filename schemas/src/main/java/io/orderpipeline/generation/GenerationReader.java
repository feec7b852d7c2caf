package io.orderpipeline.generation;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows the log of generations. Each look goes to where the log ends, so that its success proves
 * that the table was the newest when the look began. Confined to one thread, but for {@link
 * #wakeup}.
 */
public final class GenerationReader implements AutoCloseable {

    private static final TopicPartition LOG = new TopicPartition(Topics.ORDER_GENERATION.name(), 0);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerde<io.orderpipeline.schema.generation.GenerationTable> serde;
    private final byte[] key;
    private GenerationTable table = GenerationTable.INITIAL;

    /**
     * Reads nothing yet.
     *
     * @param settings of Kafka's consumer, {@code bootstrap.servers} among them
     */
    public GenerationReader(
            Map<String, Object> settings, Applications applications, Registry registry) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, applications.prefix() + "-generations");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(LOG));
        this.serde =
                AvroSerde.of(io.orderpipeline.schema.generation.GenerationTable.class, registry);
        this.key = key(applications);
    }

    /** One table for each prefix: several pipelines may share a cluster in tests. */
    static byte[] key(Applications applications) {
        return (applications.prefix() + "-views").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The newest table.
     *
     * @throws org.apache.kafka.common.KafkaException the brokers did not tell in time
     */
    public GenerationTable current(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long end = consumer.endOffsets(List.of(LOG), patience).getOrDefault(LOG, 0L);
        while (consumer.position(LOG, patience) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        LOG.topic() + " was not read to its end within " + patience);
            }
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                if (Arrays.equals(each.key(), key) && each.value() != null) {
                    table = read(each);
                }
            }
        }
        return table;
    }

    /** What cannot be read is not passed over: the next look fails as well, or reads it. */
    private GenerationTable read(ConsumerRecord<byte[], byte[]> each) {
        try {
            return TableWire.read(serde.deserialize(LOG.topic(), each.value()));
        } catch (RuntimeException unreadable) {
            consumer.seek(LOG, each.offset());
            throw unreadable;
        }
    }

    /** Ends a look that is under way, from another thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
