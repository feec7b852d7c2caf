package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.pipeline.fold.Entries.Entry;
import io.orderpipeline.pipeline.fold.FoldStore;
import io.orderpipeline.pipeline.fold.Progress;
import io.orderpipeline.pipeline.fold.Table;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.view.OrderView;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The views' topology in a test driver, with the application's own exception handlers. */
final class ViewDriver implements AutoCloseable {

    static final String LEDGER = Applications.DEFAULT.ledgerChangelog();
    static final String APPLICATION =
            Applications.DEFAULT.views(Applications.FIRST_VIEWS_GENERATION);

    final ViewTotals totals = new ViewTotals();
    private final Registry registry = Registry.inMemory();
    private final AvroSerde<OrderEvent> events = AvroSerde.of(OrderEvent.class, registry);
    private final AvroSerde<OrderView> views = AvroSerde.of(OrderView.class, registry);
    private final AvroSerde<LedgerRow> rows = AvroSerde.of(LedgerRow.class, registry);
    private final AvroSerde<OrderRejection> rejections =
            AvroSerde.of(OrderRejection.class, registry);
    private final TopologyTestDriver driver;

    ViewDriver(Path stateDirectory) {
        registry.publish(Subjects.ALL);
        registry.publish(
                List.of(Subjects.ledgerChangelog(Applications.DEFAULT), Subjects.orderView()));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.putAll(FailureHandlers.settings(new Quarantine()));
        driver =
                new TopologyTestDriver(
                        ViewTopology.build(
                                registry,
                                new ViewTopology.Sources(LEDGER, topic -> "id"),
                                totals,
                                OrderProjection.STANDARD),
                        properties);
    }

    void send(OrderEvent event) {
        send(Topics.ORDER_EVENT.name(), event.getOrderId(), bytes(event));
    }

    void send(LedgerRow row) {
        send(LEDGER, row.getOrderId() + "/" + row.getTransactionId(), bytes(row));
    }

    void send(OrderRejection rejection) {
        send(Topics.ORDER_REJECTION.name(), rejection.getOrderId(), bytes(rejection));
    }

    void send(String topic, @Nullable String key, byte @Nullable [] value) {
        TestInputTopic<String, byte[]> input =
                driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
        input.pipeInput(key, value);
    }

    byte[] bytes(OrderEvent event) {
        return events.serialize(Topics.ORDER_EVENT.name(), event);
    }

    byte[] bytes(LedgerRow row) {
        return rows.serialize(LEDGER, row);
    }

    byte[] bytes(OrderRejection rejection) {
        return rejections.serialize(Topics.ORDER_REJECTION.name(), rejection);
    }

    Optional<OrderView> view(String orderId) {
        return store(ViewTopology.ORDERS)
                .get(ViewTables.ORDER_VIEW, orderId)
                .map(value -> views.deserialize(ViewTopology.ORDERS, value));
    }

    FoldStore store(String name) {
        return (FoldStore) driver.getStateStore(name);
    }

    byte @Nullable [] value(String store, Table table, String key) {
        return store(store).get(table, key).orElse(null);
    }

    Optional<Progress> progress(String topic) {
        return store(Objects.requireNonNull(ViewTopology.stores(LEDGER).get(topic))).progress();
    }

    /** How many there are of each, by what the watch was told; without those of which are none. */
    Map<String, Long> heard() {
        return counts(totals);
    }

    /** The same by counting entries. */
    Map<String, Long> counted() {
        Map<String, Long> counts = new TreeMap<>();
        keys(ViewTopology.ORDERS, ViewTables.ORDER_INDEX).stream()
                .filter(key -> key.startsWith("s/"))
                .forEach(key -> counts.merge(key.split("/", -1)[1], 1L, Long::sum));
        states().forEach(key -> counts.merge(key.split("/", -1)[0], 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> counts(ViewTotals totals) {
        Map<String, Long> counts = new TreeMap<>();
        totals.orders().values().forEach(all -> all.forEach((of, n) -> counts.put(of.name(), n)));
        totals.transactions()
                .values()
                .forEach(all -> all.forEach((of, n) -> counts.put(of.name(), n)));
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    List<String> keys(String store, Table table) {
        return store(store).read(entries -> entries.range(table, StoreImage.ALL)).stream()
                .map(Entry::key)
                .toList();
    }

    /** Entries of the index by state. */
    List<String> states() {
        return keys(ViewTopology.TRANSACTIONS, ViewTables.TRANSACTION_INDEX);
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return records(Topics.ORDER_DEAD_LETTER.name());
    }

    static String header(TestRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private List<TestRecord<String, byte[]>> records(String topic) {
        return driver.createOutputTopic(
                        topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
