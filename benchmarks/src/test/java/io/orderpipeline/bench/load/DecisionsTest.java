package io.orderpipeline.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.pipeline.DeciderSettings;
import io.orderpipeline.pipeline.DeciderTopology;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same commands through the decider itself, in Kafka's test driver, and through its stand-in.
 */
class DecisionsTest {

    private static final TopicPartition COMMANDS =
            new TopicPartition(Topics.ORDER_COMMAND.name(), 0);
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final Registry registry = Registry.inMemory();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private TopologyTestDriver decider;

    @BeforeEach
    void start(@TempDir Path folder) {
        registry.publish(Subjects.ALL);
        registry.publish(List.of(Subjects.ordersChangelog(Applications.DEFAULT)));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, Applications.DEFAULT.decider());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        DeciderSettings settings =
                new DeciderSettings(
                        DeciderMemory.DEFAULT.closedRetention(),
                        DeciderMemory.DEFAULT.commands(),
                        1);
        decider =
                new TopologyTestDriver(
                        DeciderTopology.build(registry, settings, new Quarantine()), properties);
    }

    @AfterEach
    void stop() {
        decider.close();
    }

    @Test
    void byte_for_byte_it_writes_what_the_decider_writes() {
        List<Decisions.Sent> sent = traffic();
        sent.forEach(this::throughTheDecider);
        Decisions decisions =
                new Decisions(registry, producer, new MockConsumer<>("earliest").groupMetadata());
        decisions.write(sent);

        for (String topic : List.of(Topics.ORDER_EVENT.name(), Topics.ORDER_REJECTION.name())) {
            assertThat(written(topic)).isNotEmpty().isEqualTo(decided(topic));
        }
        assertThat(decisions.events()).isEqualTo(written(Topics.ORDER_EVENT.name()).size());
        KeyValueStore<String, byte[]> orders = decider.getKeyValueStore(Applications.ORDERS_STORE);
        producer.history().stream()
                .filter(record -> record.topic().equals(Applications.DEFAULT.ordersChangelog()))
                .forEach(
                        record ->
                                assertThat(record.value())
                                        .isEqualTo(orders.get(new String(record.key(), UTF_8))));
    }

    @Test
    void the_group_has_passed_what_was_decided() {
        List<Decisions.Sent> sent = traffic();
        new Decisions(registry, producer, new MockConsumer<>("earliest").groupMetadata())
                .write(sent);

        assertThat(producer.consumerGroupOffsetsHistory()).hasSize(1);
        assertThat(producer.consumerGroupOffsetsHistory().get(0).values())
                .containsExactly(Map.of(COMMANDS, new OffsetAndMetadata(sent.size())));
    }

    /** With all that clients get wrong, but nothing that cannot be decoded; one partition. */
    private static List<Decisions.Sent> traffic() {
        List<Decisions.Sent> sent = new ArrayList<>();
        for (Traffic.Sending sending : new Traffic(TrafficOptions.of(Scenario.MISCHIEF, 7, 100))) {
            if (sending.record().outcome().filter(end -> end.text().contains(":")).isPresent()) {
                int offset = sent.size();
                long time = START.plusMillis(offset).toEpochMilli();
                sent.add(
                        new Decisions.Sent(
                                sending, new RecordMetadata(COMMANDS, offset, 0, time, 0, 0)));
            }
        }
        return sent;
    }

    private void throughTheDecider(Decisions.Sent sent) {
        OrderCommand command = sent.sending().record().command();
        byte[] value =
                AvroSerde.of(OrderCommand.class, registry).serialize(COMMANDS.topic(), command);
        decider.createInputTopic(
                        COMMANDS.topic(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(
                        new TestRecord<>(
                                command.getOrderId(),
                                value,
                                Instant.ofEpochMilli(sent.at().timestamp())));
    }

    private record Written(String key, String value, long timestampMs) {

        static Written of(String key, byte[] value, long timestampMs) {
            return new Written(key, HexFormat.of().formatHex(value), timestampMs);
        }
    }

    private List<Written> decided(String topic) {
        return decider
                .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> Written.of(record.key(), record.value(), record.timestamp()))
                .toList();
    }

    private List<Written> written(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .map(DecisionsTest::written)
                .toList();
    }

    private static Written written(ProducerRecord<byte[], byte[]> record) {
        return Written.of(new String(record.key(), UTF_8), record.value(), record.timestamp());
    }
}
