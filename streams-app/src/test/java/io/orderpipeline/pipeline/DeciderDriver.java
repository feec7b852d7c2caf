package io.orderpipeline.pipeline;

import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The decider's topology in a test driver, exactly once, with the application's own exception
 * handlers.
 */
final class DeciderDriver implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration RETENTION = Duration.ofDays(7);

    private final Registry registry = Registry.inMemory();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> commands;
    private final AvroSerde<OrderCommand> commandSerde = AvroSerde.of(OrderCommand.class, registry);

    DeciderDriver(Path stateDirectory) {
        this(stateDirectory, 1);
    }

    DeciderDriver(Path stateDirectory, int partitions) {
        registry.publish(Subjects.ALL);
        registry.publish(List.of(Subjects.ordersChangelog(Applications.DEFAULT)));
        Quarantine quarantine = new Quarantine();
        driver =
                new TopologyTestDriver(
                        DeciderTopology.build(
                                registry,
                                new DeciderSettings(RETENTION, 64, partitions),
                                quarantine),
                        properties(stateDirectory, quarantine),
                        NOON);
        commands =
                driver.createInputTopic(
                        Topics.ORDER_COMMAND.name(),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    private static Properties properties(Path stateDirectory, Quarantine quarantine) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, Applications.DEFAULT.decider());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.putAll(FailureHandlers.settings(quarantine));
        return properties;
    }

    void send(OrderCommand command) {
        sendAt(NOON, command);
    }

    void sendAt(Instant time, OrderCommand command) {
        byte[] value = commandSerde.serialize(Topics.ORDER_COMMAND.name(), command);
        sendRaw(command.getOrderId(), value, time);
    }

    void compensate(Compensation compensation) {
        compensateAt(NOON, compensation);
    }

    void compensateAt(Instant time, Compensation compensation) {
        byte[] value =
                AvroSerde.of(Compensation.class, registry)
                        .serialize(Topics.ORDER_COMPENSATION.name(), compensation);
        driver.createInputTopic(
                        Topics.ORDER_COMPENSATION.name(),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .pipeInput(new TestRecord<>(compensation.getOrderId(), value, time));
    }

    void sendRaw(@Nullable String key, byte @Nullable [] value, Instant time) {
        commands.pipeInput(new TestRecord<>(key, value, time));
    }

    byte[] encode(OrderCommand command) {
        return commandSerde.serialize(Topics.ORDER_COMMAND.name(), command);
    }

    List<OrderEvent> events() {
        List<OrderEvent> events = new ArrayList<>();
        for (byte[] value : values(Topics.ORDER_EVENT.name())) {
            events.add(
                    AvroSerde.of(OrderEvent.class, registry)
                            .deserialize(Topics.ORDER_EVENT.name(), value));
        }
        return events;
    }

    List<OrderRejection> rejections() {
        List<OrderRejection> rejections = new ArrayList<>();
        for (byte[] value : values(Topics.ORDER_REJECTION.name())) {
            rejections.add(
                    AvroSerde.of(OrderRejection.class, registry)
                            .deserialize(Topics.ORDER_REJECTION.name(), value));
        }
        return rejections;
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }

    List<byte[]> values(String topic) {
        return records(topic).stream().map(TestRecord::value).toList();
    }

    Registry registry() {
        return registry;
    }

    Map<Bytes, byte[]> store(String name) {
        return StoreDump.of(driver, name);
    }

    Optional<OrderState> state(String orderId) {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(Applications.ORDERS_STORE);
        return Optional.ofNullable(store.get(orderId))
                .map(
                        value ->
                                AvroSerde.of(OrderState.class, registry)
                                        .deserialize(
                                                Applications.DEFAULT.ordersChangelog(), value));
    }

    @Override
    public void close() {
        driver.close();
    }
}
