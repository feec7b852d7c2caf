package io.orderpipeline.runtime;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands as a producer does, and waits for the broker's word. */
final class CommandSender implements AutoCloseable {

    private static final Money TOTAL = new Money(2_500L, "EUR");

    private final Registry registry;
    private final KafkaProducer<String, byte[]> producer;

    CommandSender(LocalStack stack) {
        this.registry = Registry.connect(stack.registryUrl());
        registry.publish(Subjects.ALL);
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    RecordMetadata place(String orderId, String commandId)
            throws ExecutionException, InterruptedException {
        return send(
                orderId,
                commandId,
                new PlaceOrder("c-1", "eu", TOTAL, List.of(new OrderLine("sku", 2, 1_250L))));
    }

    RecordMetadata pay(String orderId, String commandId)
            throws ExecutionException, InterruptedException {
        return send(orderId, commandId, new ConfirmPayment("tx-" + orderId, TOTAL));
    }

    /** The gateway's word that it took the money. */
    void capture(String orderId) throws ExecutionException, InterruptedException {
        PaymentTransaction record =
                new PaymentTransaction(
                        "tx-" + orderId, orderId, Instant.now(), new PaymentCaptured(TOTAL, "eu"));
        send(Topics.PAYMENT_TRANSACTION, orderId, record);
    }

    private RecordMetadata send(String orderId, String commandId, Object payload)
            throws ExecutionException, InterruptedException {
        OrderCommand command =
                OrderCommand.newBuilder()
                        .setCommandId(commandId)
                        .setOrderId(orderId)
                        .setIssuedAt(Instant.now())
                        .setPayload(payload)
                        .build();
        return send(Topics.ORDER_COMMAND, orderId, command);
    }

    private <T extends SpecificRecord> RecordMetadata send(Topic topic, String key, T record)
            throws ExecutionException, InterruptedException {
        @SuppressWarnings("unchecked") // getClass of a T is a class of T
        AvroSerde<T> serde = AvroSerde.of((Class<T>) record.getClass(), registry);
        byte[] value = serde.serialize(topic.name(), record);
        return producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}
