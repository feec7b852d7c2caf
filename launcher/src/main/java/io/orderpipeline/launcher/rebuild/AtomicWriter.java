package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.sim.client.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to changelogs all or nothing, and only while the group is held: the group's positions, as
 * they are, are committed along, which the broker refuses of one who is no longer in the group. A
 * predecessor that was killed is fenced off, and what it left open is aborted.
 */
public final class AtomicWriter {

    /** Longer than the largest state takes to write. */
    private static final int TRANSACTION_MS = 120_000;

    private static final int MAX_BLOCK_MS = 30_000;
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    private AtomicWriter() {}

    /**
     * Writes and commits.
     *
     * @param id the transactional id, which begins with the application's prefix so that the
     *     auditor sees an open one
     * @param positions the group's, as they are
     */
    public static void write(
            Connection connection,
            String id,
            List<ProducerRecord<byte[], byte[]>> records,
            GroupHold hold,
            Map<TopicPartition, OffsetAndMetadata> positions) {
        try (KafkaProducer<byte[], byte[]> producer = producer(connection, id)) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                send(producer, records);
                ConsumerGroupMetadata held = hold.metadata();
                if (!positions.isEmpty()) {
                    producer.sendOffsetsToTransaction(positions, held);
                }
                producer.commitTransaction();
            } catch (RefusedException | KafkaException failed) {
                abort(producer, failed);
                throw failed;
            }
        }
    }

    /** What went wrong first is what is told: a commit that timed out cannot be aborted. */
    private static void abort(KafkaProducer<byte[], byte[]> producer, RuntimeException first) {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException tooLate) {
            first.addSuppressed(tooLate);
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                RecordMetadata unused = each.get();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                throw new KafkaException("a changelog cannot be written", e.getCause());
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Connection connection, String id) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        connection.bootstrap(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        MAX_BLOCK_MS,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MAX_REQUEST_BYTES,
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
