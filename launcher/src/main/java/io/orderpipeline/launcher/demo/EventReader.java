package io.orderpipeline.launcher.demo;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.StackException;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads every committed event, from the beginning to where the topic ends now. One use. */
final class EventReader {

    private static final String TOPIC = Topics.ORDER_EVENT.name();
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Connection connection;

    EventReader(Connection connection) {
        this.connection = connection;
    }

    /** Hands over all events; those of one order in their order. */
    void read(java.util.function.Consumer<OrderEvent> receiver) {
        Registry registry = Registry.connect(connection.registry());
        try (Consumer<byte[], byte[]> consumer = connection.clients().consumer();
                AvroSerde<OrderEvent> serde = AvroSerde.of(OrderEvent.class, registry)) {
            read(consumer, serde.deserializer(), receiver);
        }
    }

    private static void read(
            Consumer<byte[], byte[]> consumer,
            Deserializer<OrderEvent> events,
            java.util.function.Consumer<OrderEvent> receiver) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(TOPIC).stream()
                        .map(info -> new TopicPartition(TOPIC, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long start = System.nanoTime();
        while (!ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new StackException(
                        "reading %s took more than %d s; see the broker's log"
                                .formatted(TOPIC, PATIENCE.toSeconds()));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                receiver.accept(events.deserialize(TOPIC, record.value()));
            }
        }
    }
}
