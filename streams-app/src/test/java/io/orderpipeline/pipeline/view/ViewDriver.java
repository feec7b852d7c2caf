package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The views' topology in a test driver, with the application's own exception handlers. */
final class ViewDriver implements AutoCloseable {

    static final String LEDGER = Applications.DEFAULT.ledgerChangelog();
    static final String APPLICATION =
            Applications.DEFAULT.views(Applications.FIRST_VIEWS_GENERATION);

    final ViewTotals totals = new ViewTotals();
    private final ViewTotals recounted = new ViewTotals();
    private final Registry registry = Registry.inMemory();
    private final AvroSerde<OrderEvent> events = AvroSerde.of(OrderEvent.class, registry);
    private final AvroSerde<LedgerRow> rows = AvroSerde.of(LedgerRow.class, registry);
    private final AvroSerde<OrderRejection> rejections =
            AvroSerde.of(OrderRejection.class, registry);
    private final TopologyTestDriver driver;

    ViewDriver(Path stateDirectory) {
        registry.publish(Subjects.ALL);
        registry.publish(
                List.of(
                        Subjects.ledgerChangelog(Applications.DEFAULT),
                        Subjects.orderViewChangelog(
                                Applications.DEFAULT, Applications.FIRST_VIEWS_GENERATION)));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.putAll(FailureHandlers.settings(new Quarantine()));
        driver =
                new TopologyTestDriver(
                        Recount.addTo(
                                ViewTopology.build(
                                        registry, LEDGER, totals, OrderProjection.STANDARD),
                                registry,
                                recounted),
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

    KeyValueStore<String, OrderView> views() {
        return driver.getKeyValueStore(ViewTopology.ORDER_VIEW);
    }

    KeyValueStore<String, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    WindowStore<String, byte[]> rejections() {
        return driver.getWindowStore(ViewTopology.REJECTION);
    }

    Optional<ViewProgress> progress(String topic) {
        return Optional.ofNullable(store(ViewTopology.VIEW_PROGRESS).get(topic))
                .map(ViewProgress::parse);
    }

    /** How many there are of each, by what the watch was told; without those of which are none. */
    Map<String, Long> heard() {
        return counts(totals);
    }

    /** The same by counting anew. */
    Map<String, Long> counted() {
        send(Recount.TOPIC, "o-1", new byte[0]);
        return counts(recounted);
    }

    private static Map<String, Long> counts(ViewTotals totals) {
        Map<String, Long> counts = new TreeMap<>();
        totals.orders().values().forEach(all -> all.forEach((of, n) -> counts.put(of.name(), n)));
        totals.transactions()
                .values()
                .forEach(all -> all.forEach((of, n) -> counts.put(of.name(), n)));
        counts.keySet().remove("UNKNOWN");
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    List<String> keys(String store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store(store).all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    /** Entries of the index by state alone. */
    List<String> states() {
        return keys(ViewTopology.TRANSACTION_INDEX).stream()
                .filter(key -> !key.startsWith("o/"))
                .toList();
    }

    /** Keys of what was written to a store's changelog since this was last asked. */
    List<String> changelogKeys(String store) {
        return records(APPLICATION + "-" + store + "-changelog").stream()
                .map(TestRecord::key)
                .toList();
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
