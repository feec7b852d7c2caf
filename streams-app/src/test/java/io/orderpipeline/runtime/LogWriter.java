package io.orderpipeline.runtime;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Events and rejections as the decider writes them: in transactions. */
final class LogWriter implements AutoCloseable {

    private static final Instant THEN = Instant.parse("2026-01-02T12:00:00Z");

    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;
    private final KafkaProducer<String, byte[]> producer;

    LogWriter(LocalStack stack, Registry registry) {
        registry.publish(Subjects.ALL);
        events = AvroSerde.of(OrderEvent.class, registry);
        rejections = AvroSerde.of(OrderRejection.class, registry);
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                stack.bootstrapServers(),
                                "transactional.id",
                                "log-writer-" + UUID.randomUUID()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
    }

    static OrderEvent event(String orderId, long version) {
        return new OrderEvent(
                orderId,
                version,
                version,
                "c-" + version,
                0L,
                new Cause("order.command", 0, version),
                THEN,
                new OrderCancelled("why"));
    }

    void begin() {
        producer.beginTransaction();
    }

    LogWriter write(int partition, OrderEvent event) {
        String topic = Topics.ORDER_EVENT.name();
        return send(topic, partition, event.getOrderId(), events.serialize(topic, event));
    }

    LogWriter reject(int partition, String orderId) {
        String topic = Topics.ORDER_REJECTION.name();
        OrderRejection rejection =
                new OrderRejection(
                        orderId,
                        "c-9",
                        0L,
                        null,
                        RejectionReason.NOT_PAID,
                        "why",
                        1L,
                        new Cause("order.command", 0, 9L),
                        THEN,
                        null);
        return send(topic, partition, orderId, rejections.serialize(topic, rejection));
    }

    private LogWriter send(String topic, int partition, String key, byte[] value) {
        var unused = // its failure would be the transaction's
                producer.send(new ProducerRecord<>(topic, partition, key, value));
        return this;
    }

    void flush() {
        producer.flush();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.flush();
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
