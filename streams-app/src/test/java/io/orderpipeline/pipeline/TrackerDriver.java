package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.ChasePolicy;
import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.pipeline.deadletter.UnwritableOutputHandler;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.event.CompensationResolved;
import io.orderpipeline.schema.event.CompensationRetried;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The tracker's topology in a test driver, exactly once. Its clock starts at noon. */
final class TrackerDriver implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration BACKOFF = Duration.ofSeconds(5);
    static final int ATTEMPTS = 3;
    static final Money TOTAL = new Money(4_000L, "EUR");

    private final Registry registry = Registry.inMemory();
    private final TopologyTestDriver driver;
    private final Quarantine quarantine = new Quarantine();
    final HeardStanding heard = new HeardStanding();
    private Instant now = NOON;
    private final List<StateRebuild.Stored> taken = new ArrayList<>();
    private long version;

    TrackerDriver(Path stateDirectory) {
        registry.publish(Subjects.ALL);
        registry.publish(List.of(Subjects.ledgerChangelog(Applications.DEFAULT)));
        ChasePolicy policy = new ChasePolicy(DEADLINE, BACKOFF, ATTEMPTS);
        driver =
                new TopologyTestDriver(
                        TrackerTopology.build(
                                registry,
                                new TrackerSettings(policy, PATIENCE, 1, heard),
                                quarantine),
                        properties(stateDirectory, quarantine),
                        NOON);
    }

    private static Properties properties(Path stateDirectory, Quarantine quarantine) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, Applications.DEFAULT.tracker());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.putAll(FailureHandlers.settings(quarantine));
        return properties;
    }

    /** As if the broker had refused the record, so that its transaction was aborted. */
    @SuppressWarnings("NullAway") // the handler looks at the record alone
    void refuse(TestRecord<byte[], byte[]> output) {
        UnwritableOutputHandler handler = new UnwritableOutputHandler();
        handler.configure(FailureHandlers.settings(quarantine));
        ProducerRecord<byte[], byte[]> refused =
                new ProducerRecord<>(Topics.PAYMENT_REFUND.name(), 0, output.key(), output.value());
        handler.handleError(null, refused, new RecordTooLargeException("too large"));
    }

    Instant now() {
        return now;
    }

    void captured(String orderId, String transactionId, Money amount) {
        journal(orderId, transactionId, new PaymentCaptured(amount, "eu-west"));
    }

    void refunded(String orderId, String transactionId) {
        journal(orderId, transactionId, new PaymentRefunded(TOTAL, "rfd-" + transactionId));
    }

    private void journal(String orderId, String transactionId, Object payload) {
        PaymentTransaction record = new PaymentTransaction(transactionId, orderId, now, payload);
        pipe(Topics.PAYMENT_TRANSACTION.name(), orderId, record);
    }

    /** Anything that a client's command caused: it tells how far the decider is. */
    void placed(String orderId) {
        event(orderId, "order.command", new OrderPlaced("customer-1", "eu-west", TOTAL, List.of()));
    }

    void confirmed(String orderId, String transactionId, String commandTopic) {
        event(orderId, commandTopic, new PaymentConfirmed(transactionId, TOTAL));
    }

    void refundRequested(String orderId, String transactionId) {
        event(
                orderId,
                "order.compensation",
                new RefundRequested(transactionId, TOTAL, RefundReason.ORDER_NOT_FOUND));
    }

    void retried(String orderId, String transactionId) {
        event(
                orderId,
                "order.command",
                new CompensationRetried(transactionId, "alice", "the gateway is back"));
    }

    void resolved(String orderId, String transactionId) {
        event(
                orderId,
                "order.command",
                new CompensationResolved(transactionId, "alice", "paid by hand"));
    }

    private void event(String orderId, String commandTopic, Object payload) {
        version++;
        OrderEvent event =
                new OrderEvent(
                        orderId,
                        version,
                        version,
                        "c-" + version,
                        0L,
                        new Cause(commandTopic, 0, version),
                        now,
                        payload);
        pipe(Topics.ORDER_EVENT.name(), orderId, event);
    }

    private void pipe(String topic, String key, SpecificRecord record) {
        pipeRaw(topic, key, serde(record).serializer().serialize(topic, record));
    }

    @SuppressWarnings("unchecked") // a record's serde is that of its class
    private AvroSerde<SpecificRecord> serde(SpecificRecord record) {
        return (AvroSerde<SpecificRecord>) AvroSerde.of(record.getClass(), registry);
    }

    Registry registry() {
        return registry;
    }

    /** Everything that went in, as it stands in its topic. */
    List<StateRebuild.Stored> taken() {
        return taken;
    }

    Map<Bytes, byte[]> store(String name) {
        return StoreDump.of(driver, name);
    }

    void pipeRaw(String topic, @Nullable String key, byte @Nullable [] value) {
        long offset = taken.stream().filter(each -> each.at().topic().equals(topic)).count();
        taken.add(
                new StateRebuild.Stored(
                        new io.orderpipeline.order.Cause(topic, 0, offset),
                        now.toEpochMilli(),
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        value));
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, now));
    }

    byte[] encode(PaymentTransaction record) {
        return AvroSerde.of(PaymentTransaction.class, registry)
                .serialize(Topics.PAYMENT_TRANSACTION.name(), record);
    }

    /** Lets the clock run and the punctuations with it. */
    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    List<Compensation> compensations() {
        return values(Topics.ORDER_COMPENSATION.name(), Compensation.class);
    }

    List<RefundRequest> refundRequests() {
        return values(Topics.PAYMENT_REFUND.name(), RefundRequest.class);
    }

    private <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
        AvroSerde<T> serde = AvroSerde.of(type, registry);
        return records(topic).stream()
                .map(record -> serde.deserialize(topic, record.value()))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    Optional<LedgerRow> find(String orderId, String transactionId) {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(Applications.LEDGER_STORE);
        return Optional.ofNullable(store.get(orderId + "/" + transactionId))
                .map(
                        value ->
                                AvroSerde.of(LedgerRow.class, registry)
                                        .deserialize(
                                                Applications.DEFAULT.ledgerChangelog(), value));
    }

    LedgerRow row(String orderId, String transactionId) {
        return find(orderId, transactionId).orElseThrow();
    }

    @Override
    public void close() {
        driver.close();
    }
}
