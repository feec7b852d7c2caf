package io.orderpipeline.sim.digest;

import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.audit.TopicReader;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The log as a consumer under read_committed sees it. A record that cannot be decoded is passed
 * over: the views cannot have it either, and I3 tells of it. Confined to one thread.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {

    private static final String TOPIC = Topics.ORDER_EVENT.name();

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final TopicReader reader;
    private final Wire wire;
    private final int partitions;
    private TopicPartition current = new TopicPartition(TOPIC, 0);
    private long next;

    private KafkaEventLog(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Wire wire) {
        this.consumer = consumer;
        this.wire = wire;
        reader = new TopicReader(consumer);
        partitions = reader.partitions(TOPIC).size();
    }

    public static KafkaEventLog connect(Connection connection) {
        Wire wire = Wire.connect(connection.registry());
        try {
            return new KafkaEventLog(connection.clients().consumer(), wire);
        } catch (RuntimeException failed) {
            wire.close();
            throw failed;
        }
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public void begin(int partition, Consumer<LoggedEvent> receiver) {
        current = new TopicPartition(TOPIC, partition);
        next = 0;
        readOn(receiver);
    }

    @Override
    public void readOn(Consumer<LoggedEvent> receiver) {
        reader.read(Map.of(current, next), record -> take(record, receiver));
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Consumer<LoggedEvent> receiver) {
        next = record.offset() + 1;
        if (record.value() == null) {
            return;
        }
        OrderEvent event;
        try {
            event = wire.event(record.value());
        } catch (UndecodableRecordException unreadable) {
            return;
        }
        receiver.accept(
                new LoggedEvent(
                        event,
                        ByteBuffer.wrap(record.value()),
                        record.partition(),
                        record.offset(),
                        record.timestamp()));
    }

    @Override
    public void close() {
        consumer.close();
        wire.close();
    }
}
