package io.orderpipeline.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.audit.DeciderMemory;
import io.orderpipeline.sim.audit.LedgerFiles;
import io.orderpipeline.sim.client.Clients;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.Applications;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The decider's changelogs as a broken app could leave them, under a prefix of their own. */
class ChangelogIT {

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = PipelineStack.prepared(SharedStack.get());
    }

    @Test
    void a_changelog_with_an_open_transaction_keeps_the_books_open() throws Exception {
        Applications app = new Applications("open");
        create(app.forgetQueueChangelog());
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            producer.beginTransaction();
            producer.send(record(app.forgetQueueChangelog())).get();

            assertThat(row(audit(app), "I6").detail())
                    .contains(app.forgetQueueChangelog() + "-0 is stable to 0 of 1");
            producer.abortTransaction();
        }
    }

    @Test
    void a_state_that_cannot_be_decoded_is_a_violation() throws Exception {
        Applications app = new Applications("garbled");
        create(app.ordersChangelog());
        try (KafkaProducer<byte[], byte[]> producer = transactional()) {
            producer.beginTransaction();
            producer.send(record(app.ordersChangelog())).get();
            producer.commitTransaction();
        }

        AuditRow states = row(audit(app), "I5");
        assertThat(states.ok()).isFalse();
        assertThat(states.detail()).contains("o-1 has an unreadable state");
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, 0, "o-1".getBytes(UTF_8), new byte[] {9, 9, 9});
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = new Clients(stack.bootstrapServers()).admin(Duration.ofSeconds(30))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional() {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stack.bootstrapServers(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                "changelog-it"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static AuditReport audit(Applications app) {
        return new Auditor(
                        new AuditOptions(
                                Connection.to(stack.bootstrapServers(), stack.registryUrl()),
                                app,
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
