package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import io.orderpipeline.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Decider and tracker as processes of their own, on a real broker, each killed and started again.
 */
final class CompensationIT {

    private static final int ORDERS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path dir;

    private final List<AppProcess> processes = new ArrayList<>();
    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.start(StackSpec.of(dir.resolve("stack")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }

    @AfterEach
    void stop() {
        processes.forEach(AppProcess::close);
        stack.close();
    }

    @Test
    void lost_confirmations_are_recovered_exactly_once_though_decider_and_tracker_are_killed()
            throws Exception {
        AppProcess decider = start("decider");
        AppProcess tracker = start("tracker");
        try (CommandSender sender = new CommandSender(stack)) {
            for (int i = 0; i < ORDERS; i++) {
                sender.place("o-" + i, "place-" + i);
                sender.capture("o-" + i);
                if (i % 2 == 0) {
                    sender.pay("o-" + i, "pay-" + i);
                }
            }
        }
        await().atMost(PATIENCE).until(() -> !compensations().isEmpty());
        tracker.kill();
        decider.kill();
        start("tracker");
        start("decider");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(states())
                                        .hasSize(ORDERS)
                                        .doesNotContainValue(TransactionState.PENDING)
                                        .doesNotContainValue(TransactionState.UNTRACKED));

        List<OrderEvent> payments = payments();
        assertThat(payments).extracting(OrderEvent::getOrderId).doesNotHaveDuplicates();
        assertThat(payments).hasSize(ORDERS);
        assertThat(compensations().stream().map(Compensation::getOrderId).distinct())
                .as("no tracked transaction is compensated, no untracked one is left out")
                .containsExactlyInAnyOrderElementsOf(lost());
        states().forEach(CompensationIT::standsWhereItMust);
    }

    private static void standsWhereItMust(String key, TransactionState state) {
        String order = key.substring(0, key.indexOf('/'));
        assertThat(state)
                .as(key)
                .isEqualTo(
                        lost().contains(order)
                                ? TransactionState.RECOVERED
                                : TransactionState.TRACKED);
    }

    private static List<String> lost() {
        return Stream.iterate(1, i -> i < ORDERS, i -> i + 2).map(i -> "o-" + i).toList();
    }

    private AppProcess start(String role) throws IOException {
        AppProcess process =
                AppProcess.start(
                        dir.resolve(role + ".log"),
                        Map.of(),
                        "--bootstrap",
                        stack.bootstrapServers(),
                        "--registry",
                        stack.registryUrl(),
                        "--roles",
                        role,
                        "--state-dir",
                        dir.resolve(role).toString(),
                        "--http-port",
                        "0",
                        "--set",
                        "payment.deadline.ms=8000",
                        "--set",
                        "payment.patience.ms=8000");
        processes.add(process);
        return process;
    }

    private List<OrderEvent> payments() {
        return records(Topics.ORDER_EVENT.name()).stream()
                .map(record -> decode(record, OrderEvent.class))
                .filter(event -> event.getPayload() instanceof PaymentConfirmed)
                .toList();
    }

    private List<Compensation> compensations() {
        return records(Topics.ORDER_COMPENSATION.name()).stream()
                .map(record -> decode(record, Compensation.class))
                .toList();
    }

    /** Where each transaction stands, by the committed changelog of the ledger. */
    private Map<String, TransactionState> states() {
        Map<String, ConsumerRecord<String, byte[]>> last = new HashMap<>();
        records(Applications.DEFAULT.ledgerChangelog())
                .forEach(record -> last.put(record.key(), record));
        return last.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                row -> decode(row.getValue(), LedgerRow.class).getState()));
    }

    private <T extends SpecificRecord> T decode(
            ConsumerRecord<String, byte[]> record, Class<T> type) {
        try (Registry registry = Registry.connect(stack.registryUrl())) {
            return AvroSerde.of(type, registry).deserialize(record.topic(), record.value());
        }
    }

    /** What is committed, from the beginning to the end. */
    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "isolation.level",
                        "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
