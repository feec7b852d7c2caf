package io.orderpipeline.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.ledger.Capture;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.audit.LedgerFiles;
import io.orderpipeline.sim.client.Clients;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker's ledger as the auditor finds it on a real broker, under a prefix of its own. */
class TrackerLedgerIT {

    private static final Applications APP = new Applications("ledger-it");
    private static final Money AMOUNT = new Money(1_250L, "EUR");

    /** Not the shared one: what other tests leave in the journal has no row in this ledger. */
    private static LocalStack stack;

    @TempDir private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        stack = PipelineStack.prepared(LocalStack.start(StackSpec.of(folder.resolve("stack"))));
        try (Admin admin = new Clients(stack.bootstrapServers()).admin(Duration.ofSeconds(30))) {
            admin.createTopics(List.of(new NewTopic(APP.ledgerChangelog(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_row_is_read_and_held_against_its_capture() throws Exception {
        try (Registry registry = Registry.connect(stack.registryUrl());
                KafkaProducer<byte[], byte[]> producer = producer()) {
            registry.publish(List.of(Subjects.ledgerChangelog(APP)));
            Instant capturedAt = capture(registry, producer);
            row(registry, producer, capturedAt);
            AuditReport sound = audit();
            assertThat(row(sound, "I5").ok()).as(row(sound, "I5").detail()).isTrue();
            assertThat(row(sound, "I8"))
                    .extracting(AuditRow::ok, AuditRow::checked)
                    .containsExactly(true, 2L);
            assertThat(sound.transactions().pending()).isEqualTo(1);

            send(producer, APP.ledgerChangelog(), "o-it/t-it", new byte[] {9, 9, 9});
            assertThat(row(audit(), "I5").detail()).contains("o-it/t-it has an unreadable row");
            assertThat(row(audit(), "I8").detail()).contains("a difference of 1250");
        }
    }

    private static Instant capture(Registry registry, KafkaProducer<byte[], byte[]> producer)
            throws Exception {
        String topic = Topics.PAYMENT_TRANSACTION.name();
        PaymentTransaction transaction =
                new PaymentTransaction(
                        "t-it", "o-it", Instant.EPOCH, new PaymentCaptured(AMOUNT, "eu-west"));
        byte[] bytes =
                AvroSerde.of(PaymentTransaction.class, registry).serialize(topic, transaction);
        return Instant.ofEpochMilli(send(producer, topic, "o-it", bytes).timestamp());
    }

    private static void row(
            Registry registry, KafkaProducer<byte[], byte[]> producer, Instant capturedAt)
            throws Exception {
        LedgerRow row =
                new LedgerRow(
                        "o-it",
                        "t-it",
                        TransactionState.PENDING,
                        capturedAt,
                        new Capture(AMOUNT, "eu-west", capturedAt),
                        null,
                        null,
                        null,
                        null,
                        0,
                        0,
                        0,
                        capturedAt.plusSeconds(60),
                        null,
                        null,
                        null);
        String topic = APP.ledgerChangelog();
        byte[] bytes = AvroSerde.of(LedgerRow.class, registry).serialize(topic, row);
        RecordMetadata unused = send(producer, topic, "o-it/t-it", bytes);
    }

    private static RecordMetadata send(
            KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value)
            throws Exception {
        return producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static AuditReport audit() {
        return new Auditor(
                        new AuditOptions(
                                Connection.to(stack.bootstrapServers(), stack.registryUrl()),
                                APP,
                                LedgerFiles.NONE,
                                Duration.ZERO,
                                DeciderMemory.DEFAULT))
                .audit();
    }

    private static AuditRow row(AuditReport report, String id) {
        return report.invariants().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
