package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.with;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters under exactly-once on a real broker: all or nothing, and exactly one of each. */
final class DeadLetterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path dir;
    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.start(StackSpec.of(dir.resolve("stack")));
        try (Admin admin = admin()) {
            TopicAdmin.create(
                    admin, new TopicSettings(1, (short) 1, (short) 1, Duration.ofDays(1)));
        }
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void a_record_whose_event_the_broker_refuses_becomes_a_dead_letter_and_leaves_nothing_behind()
            throws Exception {
        limitEventsTo(1_000);
        try (App app = App.start(config())) {
            patiently().until(app::isReady);
            send("o-1", 1);
            RecordMetadata tooLarge = send("o-2", 100);
            send("o-3", 1);

            List<ConsumerRecord<String, byte[]>> letters =
                    patiently()
                            .until(
                                    () -> read(Topics.ORDER_DEAD_LETTER.name()),
                                    all -> !all.isEmpty());
            List<ConsumerRecord<String, byte[]>> events =
                    patiently()
                            .until(() -> read(Topics.ORDER_EVENT.name()), all -> all.size() >= 2);

            assertThat(letters).singleElement().satisfies(letter -> tellsOf(letter, tooLarge));
            assertThat(events).extracting(ConsumerRecord::key).containsExactly("o-1", "o-3");
            assertThat(read("order-pipeline-decider-orders-changelog"))
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrder("o-1", "o-3");
        }
    }

    @Test
    void a_poison_record_alone_on_its_partition_is_committed_as_a_dead_letter_without_company()
            throws Exception {
        try (App app = App.start(config())) {
            patiently().until(app::isReady);
            RecordMetadata poison = sendRaw("o-1", new byte[] {7, 7, 7});

            List<ConsumerRecord<String, byte[]>> letters =
                    patiently()
                            .until(
                                    () -> read(Topics.ORDER_DEAD_LETTER.name()),
                                    all -> !all.isEmpty());

            assertThat(letters)
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value()).containsExactly(7, 7, 7))
                    .satisfies(
                            letter ->
                                    assertThat(header(letter, DeadLetterHeaders.OFFSET))
                                            .isEqualTo(Long.toString(poison.offset())));
        }
    }

    @Test
    void poison_as_large_as_a_record_may_be_stops_nothing() throws Exception {
        try (App app = App.start(config())) {
            patiently().until(app::isReady);
            sendRaw("o-1", new byte[1_048_200]);
            send("o-2", 1);

            List<ConsumerRecord<String, byte[]>> events =
                    patiently().until(() -> read(Topics.ORDER_EVENT.name()), all -> !all.isEmpty());

            assertThat(events).singleElement().extracting(ConsumerRecord::key).isEqualTo("o-2");
            assertThat(read(Topics.ORDER_DEAD_LETTER.name())).hasSize(1);
        }
    }

    /**
     * A stream thread dies on the way, which is part of the story and not of the test's failure.
     */
    private static ConditionFactory patiently() {
        return with().dontCatchUncaughtExceptions().await().atMost(PATIENCE);
    }

    private static void tellsOf(ConsumerRecord<String, byte[]> letter, RecordMetadata source) {
        assertThat(letter.key()).isEqualTo("o-2");
        assertThat(header(letter, DeadLetterHeaders.OFFSET))
                .isEqualTo(Long.toString(source.offset()));
        assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("processing");
        assertThat(header(letter, DeadLetterHeaders.MESSAGE))
                .contains("its output could not be written");
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void limitEventsTo(int bytes) throws Exception {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.ORDER_EVENT.name());
        ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    topic,
                                    List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private RecordMetadata send(String orderId, int lines) throws Exception {
        PlaceOrder place =
                new PlaceOrder(
                        "customer-1",
                        "eu-west",
                        new Money(100L * lines, "EUR"),
                        Collections.nCopies(lines, new OrderLine("sku-0123456789", 1, 100L)));
        OrderCommand command =
                new OrderCommand("c-" + orderId, orderId, null, Instant.EPOCH, place);
        try (Registry registry = Registry.connect(stack.registryUrl())) {
            return sendRaw(
                    orderId,
                    AvroSerde.of(OrderCommand.class, registry)
                            .serialize(Topics.ORDER_COMMAND.name(), command));
        }
    }

    private RecordMetadata sendRaw(String key, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(Topics.ORDER_COMMAND.name(), key, value))
                    .get();
        }
    }

    /** What is committed on partition 0, from the beginning to the end. */
    private List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "isolation.level",
                        "read_committed");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    private AppConfig config() {
        return AppConfig.load(
                ConfigSources.none()
                        .assignments(
                                List.of(
                                        "bootstrap.servers=" + stack.bootstrapServers(),
                                        "schema.registry.url=" + stack.registryUrl(),
                                        "state.dir=" + dir.resolve("state"),
                                        "http.port=0")));
    }
}
