package io.orderpipeline.runtime;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands as a producer does, and waits for the broker's word. */
final class CommandSender implements AutoCloseable {

    private static final Money TOTAL = new Money(2_500L, "EUR");

    private final Registry registry;
    private final KafkaProducer<String, OrderCommand> producer;

    CommandSender(LocalStack stack) {
        this.registry = Registry.connect(stack.registryUrl());
        registry.publish(Subjects.ALL);
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        new StringSerializer(),
                        AvroSerde.of(OrderCommand.class, registry).serializer());
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

    private RecordMetadata send(String orderId, String commandId, Object payload)
            throws ExecutionException, InterruptedException {
        OrderCommand command =
                OrderCommand.newBuilder()
                        .setCommandId(commandId)
                        .setOrderId(orderId)
                        .setIssuedAt(Instant.now())
                        .setPayload(payload)
                        .build();
        return producer.send(new ProducerRecord<>(Topics.ORDER_COMMAND.name(), orderId, command))
                .get();
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}
