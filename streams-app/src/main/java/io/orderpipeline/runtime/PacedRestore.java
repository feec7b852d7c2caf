package io.orderpipeline.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Kafka Streams' clients, of which the one that fills stores does not run ahead of them. A standby
 * whose changelog is a source topic may apply no more than its group has committed; Kafka Streams
 * reads on all the same and keeps the rest in memory, to the end of the topic (KAFKA-20589). Here a
 * partition is not read as long as too many of its records wait.
 */
final class PacedRestore
        implements KafkaClientSupplier, StateRestoreListener, StandbyUpdateListener {

    private final RestorePace pace = new RestorePace();
    private final StateRestoreListener restores;

    /**
     * Has read nothing yet.
     *
     * @param restores is told of restores as before
     */
    PacedRestore(StateRestoreListener restores) {
        this.restores = restores;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new PacedConsumer(config, pace);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        restores.onRestoreStart(partition, store, start, end);
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
        pace.applied(partition, restored);
        restores.onBatchRestored(partition, store, end, restored);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        restores.onRestoreEnd(partition, store, total);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        restores.onRestoreSuspended(partition, store, total);
    }

    @Override
    public void onUpdateStart(TopicPartition partition, String store, long start) {
        // nothing waits yet
    }

    @Override
    public void onBatchLoaded(
            TopicPartition partition,
            String store,
            TaskId task,
            long batchEnd,
            long batchSize,
            long end) {
        pace.applied(partition, batchSize);
    }

    @Override
    public void onUpdateSuspended(
            TopicPartition partition, String store, long offset, long end, SuspendReason reason) {
        // the consumer is told by its assignment
    }

    /** Reads no partition of which too much waits. One thread. */
    private static final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {

        private final RestorePace pace;

        PacedConsumer(Map<String, Object> config, RestorePace pace) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.pace = pace;
        }

        /**
         * Of what Kafka Streams does not fill any more, or begins to fill, nothing waits; the
         * consumer before this one may have ended in the middle.
         */
        @Override
        public void assign(Collection<TopicPartition> partitions) {
            Set<TopicPartition> before = assignment();
            super.assign(partitions);
            pace.keep(before, partitions);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            Set<TopicPartition> reading = new HashSet<>(assignment());
            reading.removeAll(paused());
            Set<TopicPartition> ahead = pace.ahead(reading);
            pause(ahead);
            try {
                ConsumerRecords<byte[], byte[]> found = super.poll(timeout);
                pace.read(found);
                return found;
            } finally {
                resume(ahead);
            }
        }
    }
}
