package io.orderpipeline.sim.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients as this module wants them. The caller closes what it asks for. */
public record Clients(String bootstrap) {

    private static final int REQUEST_TIMEOUT_MS = 10_000;

    /** While the producer blocks, nobody can be stopped. */
    private static final int MOST_BLOCK_MS = 5_000;

    /** An administrator that gives up after this time. */
    public Admin admin(Duration patience) {
        int patienceMs = (int) patience.toMillis();
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        patienceMs,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.min(patienceMs, REQUEST_TIMEOUT_MS)));
    }

    /** A consumer of bytes for assigned partitions; it belongs to no group. */
    public Consumer<byte[], byte[]> consumer() {
        return consumer(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000));
    }

    /**
     * A consumer of bytes in a group of its own name; it commits only when told to. Whoever dies is
     * missed after 6 s, the least that brokers allow unless told otherwise.
     */
    public Consumer<byte[], byte[]> member(String group) {
        return consumer(
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        group,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        6_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        2_000));
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> particulars) {
        Map<String, Object> config = new HashMap<>(particulars);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** An idempotent producer that waits for all replicas. */
    public Producer<byte[], byte[]> producer(ClientLimits limits) {
        int deliveryMs = (int) limits.delivery().toMillis();
        int lingerMs = 5;
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
        config.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(deliveryMs - lingerMs, REQUEST_TIMEOUT_MS));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(deliveryMs, MOST_BLOCK_MS));
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
