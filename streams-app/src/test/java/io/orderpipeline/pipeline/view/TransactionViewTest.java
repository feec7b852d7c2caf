package io.orderpipeline.pipeline.view;

import static io.orderpipeline.pipeline.LedgerRows.escalated;
import static io.orderpipeline.pipeline.LedgerRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.pipeline.deadletter.FailureHandlers;
import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the views make of the tracker's ledger. */
class TransactionViewTest {

    private static final String LEDGER = Applications.DEFAULT.ledgerChangelog();
    private static final String NOON_MS = "0000001767355200000";

    private final Registry registry = Registry.inMemory();
    private final AvroSerde<LedgerRow> serde = AvroSerde.of(LedgerRow.class, registry);
    @TempDir private Path directory;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> ledger;

    @BeforeEach
    void start() {
        registry.publish(List.of(Subjects.ledgerChangelog(Applications.DEFAULT)));
        Properties properties = new Properties();
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                Applications.DEFAULT.views(Applications.VIEWS_GENERATION));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.putAll(FailureHandlers.settings(new Quarantine()));
        driver =
                new TopologyTestDriver(
                        ViewTopology.build(registry, LEDGER, new ViewTotals()), properties);
        ledger = driver.createInputTopic(LEDGER, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void a_row_is_kept_byte_for_byte_under_its_transaction_and_order() {
        byte[] value = bytes(escalated("t-1", "o-1", 0, "why"));

        ledger.pipeInput("o-1/t-1", value);

        assertThat(rows().get("t-1/o-1")).isEqualTo(value);
        assertThat(index()).containsExactly("ESCALATED/" + NOON_MS + "/t-1/o-1");
    }

    @ParameterizedTest
    @EnumSource(TransactionState.class)
    void the_index_holds_a_transaction_by_its_state_and_by_its_order(TransactionState state) {
        send(row("t-1", "o-1", state, 0));

        String entry = state + "/" + NOON_MS + "/t-1/o-1";
        assertThat(index()).containsExactly(entry);
        assertThat(store(ViewTopology.TRANSACTION_INDEX).get("o/o-1/t-1"))
                .isEqualTo(entry.getBytes(StandardCharsets.UTF_8));
        assertThat(rows().get("t-1/o-1")).isNotNull();
    }

    @Test
    void a_row_that_moves_on_takes_its_entry_along() {
        send(row("t-1", "o-1", TransactionState.PENDING, 0));
        send(row("t-1", "o-1", TransactionState.UNTRACKED, 60));
        send(escalated("t-1", "o-1", 120, "why"));
        assertThat(index()).singleElement().asString().startsWith("ESCALATED/");

        send(row("t-1", "o-1", TransactionState.TRACKED, 180));

        assertThat(index()).singleElement().asString().startsWith("TRACKED/");
    }

    @Test
    void rows_that_are_delivered_again_after_a_crash_end_where_they_were() {
        List<LedgerRow> history =
                List.of(
                        row("t-1", "o-1", TransactionState.UNTRACKED, 0),
                        escalated("t-1", "o-1", 1, "why"),
                        row("t-1", "o-1", TransactionState.UNTRACKED, 2),
                        row("t-1", "o-1", TransactionState.RECOVERED, 3));
        history.forEach(this::send);
        List<String> before = index();

        history.subList(1, 4).forEach(this::send);

        assertThat(index()).isEqualTo(before).hasSize(1);
        assertThat(rows().get("t-1/o-1")).isEqualTo(bytes(history.get(3)));
    }

    @Test
    void an_entry_that_a_crash_lost_comes_back_when_its_row_is_delivered_again() {
        send(escalated("t-1", "o-1", 0, "why"));
        String entry = index().get(0);
        KeyValueStore<String, byte[]> index = store(ViewTopology.TRANSACTION_INDEX);
        index.delete(entry);

        send(escalated("t-1", "o-1", 0, "why"));

        assertThat(index()).containsExactly(entry);
    }

    @Test
    void a_tombstone_takes_row_and_entry_away_and_may_be_repeated() {
        send(escalated("t-1", "o-1", 0, "why"));

        ledger.pipeInput("o-1/t-1", (byte[]) null);
        ledger.pipeInput("o-1/t-1", (byte[]) null);

        assertThat(rows().get("t-1/o-1")).isNull();
        assertThat(entries()).isEmpty();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void rows_of_one_transaction_for_several_orders_stand_side_by_side() {
        send(escalated("t-1", "o-1", 0, "one"));
        send(escalated("t-1", "o-2", 1, "two"));

        ledger.pipeInput("o-1/t-1", (byte[]) null);

        assertThat(rows().get("t-1/o-2")).isNotNull();
        assertThat(index()).singleElement().asString().endsWith("/t-1/o-2");
    }

    @Test
    void entries_of_a_state_sort_by_when_the_rows_came_to_it() {
        send(escalated("t-a", "o-1", 3_000_000_000L, "late"));
        send(escalated("t-b", "o-2", -1_767_355_200L, "in 1970"));
        send(escalated("t-c", "o-3", 5, "now"));

        assertThat(index())
                .extracting(entry -> entry.substring(entry.length() - 7))
                .containsExactly("t-b/o-2", "t-c/o-3", "t-a/o-1");
    }

    @Test
    void a_row_that_cannot_be_decoded_is_a_dead_letter_and_leaves_its_predecessor_alone() {
        send(escalated("t-1", "o-1", 0, "why"));

        ledger.pipeInput("o-1/t-1", new byte[] {9, 9, 9, 9, 9, 9});

        TestRecord<String, byte[]> letter = onlyDeadLetter();
        assertThat(letter.value()).containsExactly(9, 9, 9, 9, 9, 9);
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(LEDGER);
        assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("deserialization");
        assertThat(rows().get("t-1/o-1")).isEqualTo(bytes(escalated("t-1", "o-1", 0, "why")));
        assertThat(index()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-2/t-1", "o-1/t-2", "t-1", "/t-1", "o-1/", "o-1/t-1/x", "o 1/t-1"})
    void a_row_under_a_key_that_is_not_its_own_is_a_dead_letter(String key) {
        ledger.pipeInput(key, bytes(escalated("t-1", "o-1", 0, "why")));

        assertThat(header(onlyDeadLetter(), DeadLetterHeaders.STAGE)).isEqualTo("processing");
        assertThat(index()).isEmpty();
    }

    @Test
    void a_record_without_a_key_is_a_dead_letter() {
        ledger.pipeInput((String) null, bytes(escalated("t-1", "o-1", 0, "why")));

        assertThat(header(onlyDeadLetter(), DeadLetterHeaders.MESSAGE)).contains("no key");
    }

    private void send(LedgerRow row) {
        ledger.pipeInput(row.getOrderId() + "/" + row.getTransactionId(), bytes(row));
    }

    private byte[] bytes(LedgerRow row) {
        return serde.serialize(LEDGER, row);
    }

    private KeyValueStore<String, byte[]> rows() {
        return store(ViewTopology.TRANSACTION_VIEW);
    }

    private List<String> index() {
        return entries().stream().filter(entry -> !entry.startsWith("o/")).toList();
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        KeyValueStore<String, byte[]> index = store(ViewTopology.TRANSACTION_INDEX);
        try (KeyValueIterator<String, byte[]> all = index.all()) {
            all.forEachRemaining(entry -> entries.add(entry.key));
        }
        return entries;
    }

    private KeyValueStore<String, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    private TestRecord<String, byte[]> onlyDeadLetter() {
        List<TestRecord<String, byte[]>> letters = deadLetters();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private List<TestRecord<String, byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.ORDER_DEAD_LETTER.name(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static @Nullable String header(TestRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
