package io.orderpipeline.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.registry.JsonSchemas;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subject;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.serde.UndecodableRecordException.Reason;
import io.orderpipeline.stack.SharedStack;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The serde between Kafka's own clients, a real broker and a real registry. */
class AvroSerdeIT {

    private final String topic = "it-" + UUID.randomUUID();
    private final String bootstrap = SharedStack.get().bootstrapServers();
    private final String url = SharedStack.get().registryUrl();
    private final Registry registry = Registry.connect(url);
    private final AvroSerde<OrderCommand> serde = AvroSerde.of(OrderCommand.class, registry);

    @BeforeEach
    void publish() {
        registry.publish(List.of(Subject.ofValues(topic, OrderCommand.getClassSchema())));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void records_and_tombstones_reach_a_consumer_that_never_wrote_any() throws Exception {
        createTopic();
        OrderCommand command = Commands.cancel("c-1", "no longer wanted");
        send(command);
        send(null);
        try (Registry other = Registry.connect(url)) {
            List<ConsumerRecord<String, OrderCommand>> received =
                    receive(2, AvroSerde.of(OrderCommand.class, other));
            assertThat(received.get(0).value()).isEqualTo(command);
            assertThat(received.get(1).value()).isNull();
        }
    }

    @Test
    void an_id_that_the_registry_does_not_know_is_refused() {
        assertRefused(1_000_000, Reason.UNKNOWN_SCHEMA_ID);
        assertRefused(-1, Reason.UNKNOWN_SCHEMA_ID);
    }

    @Test
    void an_id_of_a_schema_that_is_not_avro_is_refused() throws Exception {
        assertRefused(JsonSchemas.register(url, topic + "-json"), Reason.WRONG_TYPE);
    }

    private void assertRefused(int schemaId, Reason reason) {
        byte[] bytes = serde.serialize(topic, Commands.cancel("c-1", "no longer wanted"));
        byte[] strange = ByteBuffer.wrap(bytes).putInt(1, schemaId).array();
        assertThatThrownBy(() -> serde.deserialize(topic, strange))
                .isInstanceOfSatisfying(
                        UndecodableRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(topic)
                .hasMessageContaining(String.valueOf(schemaId));
    }

    private void createTopic() throws Exception {
        Map<String, Object> settings =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private void send(@Nullable OrderCommand command) throws Exception {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "order-7", command)).get();
        }
    }

    private List<ConsumerRecord<String, OrderCommand>> receive(
            int count, AvroSerde<OrderCommand> reading) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest");
        List<ConsumerRecord<String, OrderCommand>> received = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), reading.deserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(received::add);
                                return received.size() >= count;
                            });
        }
        return received;
    }
}
