package io.orderpipeline.pipeline.view;

import static io.orderpipeline.pipeline.LedgerRows.escalated;
import static io.orderpipeline.pipeline.LedgerRows.row;
import static io.orderpipeline.pipeline.view.ViewDriver.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.orderpipeline.pipeline.fold.Entries.Entry;
import io.orderpipeline.pipeline.fold.Entries.Keys;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.topic.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

    private static final String NOON_MS = "0000001767355200000";

    @TempDir private Path directory;
    private ViewDriver views;

    @BeforeEach
    void start() {
        views = new ViewDriver(directory);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void a_row_is_kept_byte_for_byte_under_its_transaction_and_order() {
        byte[] value = views.bytes(escalated("t-1", "o-1", 0, "why"));

        views.send(LEDGER, "o-1/t-1", value);

        assertThat(value("t-1/o-1")).isEqualTo(value);
        assertThat(views.states()).containsExactly("ESCALATED/" + NOON_MS + "/t-1/o-1");
    }

    @ParameterizedTest
    @EnumSource(TransactionState.class)
    void the_index_holds_a_transaction_by_its_state_and_by_its_order(TransactionState state) {
        views.send(row("t-1", "o-1", state, 0));

        String entry = state + "/" + NOON_MS + "/t-1/o-1";
        assertThat(views.states()).containsExactly(entry);
        assertThat(
                        views.value(
                                ViewTopology.TRANSACTIONS,
                                ViewTables.TRANSACTION_BY_ORDER,
                                "o-1/t-1"))
                .isEqualTo(entry.getBytes(StandardCharsets.UTF_8));
        assertThat(value("t-1/o-1")).isEqualTo(views.bytes(row("t-1", "o-1", state, 0)));
    }

    @Test
    void a_row_that_moves_on_takes_its_entry_along() {
        views.send(row("t-1", "o-1", TransactionState.PENDING, 0));
        views.send(row("t-1", "o-1", TransactionState.UNTRACKED, 60));
        views.send(escalated("t-1", "o-1", 120, "why"));
        assertThat(views.states()).singleElement().asString().startsWith("ESCALATED/");

        views.send(row("t-1", "o-1", TransactionState.TRACKED, 180));

        assertThat(views.states()).singleElement().asString().startsWith("TRACKED/");
    }

    @Test
    void rows_that_are_delivered_again_after_a_crash_end_where_they_were() {
        List<LedgerRow> history =
                List.of(
                        row("t-1", "o-1", TransactionState.UNTRACKED, 0),
                        escalated("t-1", "o-1", 1, "why"),
                        row("t-1", "o-1", TransactionState.UNTRACKED, 2),
                        row("t-1", "o-1", TransactionState.RECOVERED, 3));
        history.forEach(views::send);
        List<String> before = views.states();

        history.subList(1, 4).forEach(views::send);

        assertThat(views.states()).isEqualTo(before).hasSize(1);
        assertThat(value("t-1/o-1")).isEqualTo(views.bytes(history.get(3)));
    }

    @Test
    void all_transactions_of_an_order_are_found() {
        views.send(row("t-2", "o-1", TransactionState.TRACKED, 0));
        views.send(row("t-1", "o-1", TransactionState.PENDING, 0));
        views.send(row("t-3", "o-10", TransactionState.PENDING, 0));
        Keys ofOrder =
                new Keys(
                        OrderTransactionKey.first("o-1"),
                        OrderTransactionKey.last("o-1"),
                        false,
                        Integer.MAX_VALUE);

        List<Entry> found =
                views.store(ViewTopology.TRANSACTIONS)
                        .read(all -> all.range(ViewTables.TRANSACTION_BY_ORDER, ofOrder));

        assertThat(found)
                .extracting(entry -> OrderTransactionKey.parse(entry.key()).orElseThrow())
                .extracting(key -> key.transaction().text())
                .containsExactly("t-1/o-1", "t-2/o-1");
    }

    @Test
    void transactions_are_counted_once_however_often_their_rows_are_delivered() {
        List<LedgerRow> history =
                List.of(
                        row("t-1", "o-1", TransactionState.UNTRACKED, 0),
                        escalated("t-1", "o-1", 1, "why"),
                        row("t-2", "o-1", TransactionState.PENDING, 2));
        history.forEach(views::send);
        history.forEach(views::send);
        views.send(LEDGER, "o-1/t-2", null);

        assertThat(views.heard()).containsOnly(entry("ESCALATED", 1L));
        assertThat(views.counted()).containsOnly(entry("ESCALATED", 1L));
    }

    @Test
    void a_tombstone_takes_row_and_entry_away_and_may_be_repeated() {
        views.send(escalated("t-1", "o-1", 0, "why"));

        views.send(LEDGER, "o-1/t-1", null);
        views.send(LEDGER, "o-1/t-1", null);

        assertThat(value("t-1/o-1")).isNull();
        assertThat(views.states()).isEmpty();
        assertThat(views.deadLetters()).isEmpty();
    }

    @Test
    void rows_of_one_transaction_for_several_orders_stand_side_by_side() {
        views.send(escalated("t-1", "o-1", 0, "one"));
        views.send(escalated("t-1", "o-2", 1, "two"));

        views.send(LEDGER, "o-1/t-1", null);

        assertThat(value("t-1/o-2")).isEqualTo(views.bytes(escalated("t-1", "o-2", 1, "two")));
        assertThat(views.states()).singleElement().asString().endsWith("/t-1/o-2");
    }

    @Test
    void entries_of_a_state_sort_by_when_the_rows_came_to_it() {
        views.send(escalated("t-a", "o-1", 3_000_000_000L, "late"));
        views.send(escalated("t-b", "o-2", -1_767_355_200L, "in 1970"));
        views.send(escalated("t-c", "o-3", 5, "now"));

        assertThat(views.states())
                .extracting(entry -> entry.substring(entry.length() - 7))
                .containsExactly("t-b/o-2", "t-c/o-3", "t-a/o-1");
    }

    @Test
    void a_row_that_cannot_be_decoded_is_a_dead_letter_and_leaves_its_predecessor_alone() {
        views.send(escalated("t-1", "o-1", 0, "why"));

        views.send(LEDGER, "o-1/t-1", new byte[] {9, 9, 9, 9, 9, 9});

        TestRecord<String, byte[]> letter = onlyDeadLetter();
        assertThat(letter.value()).containsExactly(9, 9, 9, 9, 9, 9);
        assertThat(ViewDriver.header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(LEDGER);
        assertThat(ViewDriver.header(letter, DeadLetterHeaders.STAGE)).isEqualTo("deserialization");
        assertThat(value("t-1/o-1")).isEqualTo(views.bytes(escalated("t-1", "o-1", 0, "why")));
        assertThat(views.states()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-2/t-1", "o-1/t-2", "t-1", "/t-1", "o-1/", "o-1/t-1/x", "o 1/t-1"})
    void a_row_under_a_key_that_is_not_its_own_is_a_dead_letter(String key) {
        views.send(LEDGER, key, views.bytes(escalated("t-1", "o-1", 0, "why")));

        assertThat(ViewDriver.header(onlyDeadLetter(), DeadLetterHeaders.STAGE))
                .isEqualTo("processing");
        assertThat(views.states()).isEmpty();
    }

    @Test
    void a_record_without_a_key_is_a_dead_letter() {
        views.send(LEDGER, null, views.bytes(escalated("t-1", "o-1", 0, "why")));

        assertThat(ViewDriver.header(onlyDeadLetter(), DeadLetterHeaders.MESSAGE))
                .contains("no key");
    }

    private byte @Nullable [] value(String key) {
        return views.value(ViewTopology.TRANSACTIONS, ViewTables.TRANSACTION_ROW, key);
    }

    private TestRecord<String, byte[]> onlyDeadLetter() {
        List<TestRecord<String, byte[]>> letters = views.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }
}
