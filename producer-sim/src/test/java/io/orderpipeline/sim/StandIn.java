package io.orderpipeline.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.compensation.SettlePayment;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundPayment;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.traffic.Content.Capture.End;
import io.orderpipeline.sim.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Stands in for decider and tracker where the app cannot be had: every command gets an event, and
 * every capture the end that was planned for it, refunds asked for again until the journal shows
 * them. It decides nothing; what is under test is the simulation. A thread of its own.
 */
final class StandIn {

    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<String, End> ends = new HashMap<>();
    private final Map<String, PaymentTransaction> asked = new HashMap<>();
    private final Registry registry;
    private final Wire wire;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::work, "stand-in");
    private volatile boolean closing;
    private long askedNanos = System.nanoTime();

    StandIn(Connection connection, Traffic traffic) {
        registry = Registry.connect(connection.registry());
        wire = Wire.connect(connection.registry());
        consumer = connection.clients().consumer();
        producer = connection.clients().producer(connection.limits());
        traffic.forEach(
                sending ->
                        sending.record()
                                .capture()
                                .ifPresent(each -> ends.put(sending.record().id(), each.end())));
        List<TopicPartition> partitions =
                Stream.of("order.command", "payment.transaction")
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.start();
    }

    private void work() {
        try (registry;
                wire;
                producer;
                consumer) {
            while (!closing) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::take);
                if (System.nanoTime() - askedNanos > ASK_AGAIN_NANOS) {
                    askedNanos = System.nanoTime();
                    asked.values().forEach(this::ask);
                }
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals("order.command")) {
            Cause cause = new Cause(record.topic(), record.partition(), record.offset());
            send("order.event", "o", OrderEvent.class, event("o", cause, new OrderCancelled("")));
            return;
        }
        PaymentTransaction transaction = wire.transaction(record.value());
        if (transaction.getPayload() instanceof PaymentRefunded) {
            asked.remove(transaction.getTransactionId());
            return;
        }
        Optional.ofNullable(ends.get(transaction.getTransactionId()))
                .ifPresent(end -> close(transaction, end));
    }

    private void close(PaymentTransaction capture, End end) {
        switch (end) {
            case TRACKED -> confirm(capture, "order.command");
            case RECOVERED -> {
                compensate(capture);
                confirm(capture, "order.compensation");
            }
            case REFUNDED -> {
                compensate(capture);
                asked.put(capture.getTransactionId(), capture);
                ask(capture);
            }
        }
    }

    private void confirm(PaymentTransaction capture, String topic) {
        PaymentConfirmed confirmed =
                new PaymentConfirmed(capture.getTransactionId(), amount(capture));
        Cause cause = new Cause(topic, 0, Long.MAX_VALUE);
        String order = capture.getOrderId();
        send("order.event", order, OrderEvent.class, event(order, cause, confirmed));
    }

    private void compensate(PaymentTransaction capture) {
        Compensation compensation =
                new Compensation(
                        "cmp-" + capture.getTransactionId(),
                        capture.getOrderId(),
                        capture.getTransactionId(),
                        Instant.EPOCH,
                        new SettlePayment(amount(capture)));
        send("order.compensation", capture.getOrderId(), Compensation.class, compensation);
    }

    private void ask(PaymentTransaction capture) {
        RefundRequest request =
                new RefundRequest(
                        "rfd-" + capture.getTransactionId(),
                        capture.getOrderId(),
                        capture.getTransactionId(),
                        Instant.EPOCH,
                        new Cause("order.event", 0, 0L),
                        new RefundPayment(amount(capture), "ORDER_NOT_FOUND"));
        send("payment.refund", capture.getOrderId(), RefundRequest.class, request);
    }

    private static Money amount(PaymentTransaction capture) {
        return ((PaymentCaptured) capture.getPayload()).getAmount();
    }

    private static OrderEvent event(String order, Cause cause, Object payload) {
        return new OrderEvent(order, 1L, 1L, "c", 0L, cause, Instant.EPOCH, payload);
    }

    private <T extends SpecificRecord> void send(
            String topic, String key, Class<T> type, T record) {
        byte[] value = AvroSerde.of(type, registry).serialize(topic, record);
        Objects.requireNonNull(
                producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)));
    }

    void stop() throws InterruptedException {
        closing = true;
        thread.join();
    }
}
