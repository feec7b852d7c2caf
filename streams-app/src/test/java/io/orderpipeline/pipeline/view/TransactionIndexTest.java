package io.orderpipeline.pipeline.view;

import static io.orderpipeline.pipeline.LedgerRows.escalated;
import static io.orderpipeline.pipeline.LedgerRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index of transactions; also after a crash that left it behind the rows or before them. */
class TransactionIndexTest {

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
    void an_index_behind_the_rows_loses_the_old_entry_when_the_row_is_delivered_again() {
        views.send(row("t-1", "o-1", TransactionState.UNTRACKED, 0));
        Map<String, byte[]> old = index();
        views.send(escalated("t-1", "o-1", 60, "why"));
        replaceIndex(old);

        views.send(escalated("t-1", "o-1", 60, "why"));

        assertThat(views.states()).singleElement().asString().startsWith("ESCALATED/");
        assertThat(views.keys(ViewTopology.TRANSACTION_INDEX)).hasSize(2);
        assertThat(views.counted()).containsOnly(entry("ESCALATED", 1L));
    }

    @Test
    void an_index_that_a_crash_left_half_way_has_one_entry_after_the_row_is_delivered_again() {
        views.send(row("t-1", "o-1", TransactionState.UNTRACKED, 0));
        Map<String, byte[]> old = index();
        views.send(escalated("t-1", "o-1", 60, "why"));
        String next = views.states().get(0);
        old.put(next, new byte[0]);
        replaceIndex(old);
        assertThat(views.states()).hasSize(2);
        assertThat(views.counted()).containsOnly(entry("UNTRACKED", 1L));

        views.send(escalated("t-1", "o-1", 60, "why"));

        assertThat(views.states()).containsExactly(next);
    }

    @Test
    void an_index_before_the_rows_has_one_entry_once_all_rows_are_delivered_again() {
        views.send(row("t-1", "o-1", TransactionState.UNTRACKED, 0));
        byte[] old = value("t-1/o-1");
        List<LedgerRow> again =
                List.of(
                        escalated("t-1", "o-1", 60, "why"),
                        row("t-1", "o-1", TransactionState.RESOLVED, 90));
        again.forEach(views::send);
        views.store(ViewTopology.TRANSACTION_VIEW).put("t-1/o-1", old);

        again.forEach(views::send);

        assertThat(views.states()).singleElement().asString().startsWith("RESOLVED/");
        assertThat(count(TransactionState.RESOLVED)).isEqualTo(1);
        assertThat(views.heard()).isEqualTo(views.counted());
    }

    @Test
    void what_the_stores_have_their_changelogs_get_again() {
        views.send(escalated("t-1", "o-1", 60, "why"));
        List.of(ViewTopology.TRANSACTION_VIEW, ViewTopology.TRANSACTION_INDEX)
                .forEach(views::changelogKeys);

        views.send(escalated("t-1", "o-1", 60, "why"));

        assertThat(views.changelogKeys(ViewTopology.TRANSACTION_VIEW)).containsExactly("t-1/o-1");
        assertThat(views.changelogKeys(ViewTopology.TRANSACTION_INDEX))
                .containsExactlyElementsOf(views.keys(ViewTopology.TRANSACTION_INDEX));
    }

    @Test
    void an_entry_that_no_row_has_is_not_counted() {
        views.send(row("t-1", "o-1", TransactionState.TRACKED, 0));
        views.store(ViewTopology.TRANSACTION_INDEX)
                .put("ESCALATED/" + NOON_MS + "/t-1/o-1", new byte[0]);

        assertThat(views.counted()).containsOnly(entry("TRACKED", 1L));
    }

    @Test
    void all_transactions_of_an_order_are_found() {
        views.send(row("t-2", "o-1", TransactionState.TRACKED, 0));
        views.send(row("t-1", "o-1", TransactionState.PENDING, 0));
        views.send(row("t-3", "o-10", TransactionState.PENDING, 0));

        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries =
                views.store(ViewTopology.TRANSACTION_INDEX)
                        .range(OrderTransactionKey.first("o-1"), OrderTransactionKey.last("o-1"))) {
            entries.forEachRemaining(
                    entry ->
                            found.add(
                                    OrderTransactionKey.parse(entry.key)
                                            .orElseThrow()
                                            .transaction()
                                            .text()));
        }

        assertThat(found).containsExactly("t-1/o-1", "t-2/o-1");
    }

    private Map<String, byte[]> index() {
        Map<String, byte[]> entries = new TreeMap<>();
        views.keys(ViewTopology.TRANSACTION_INDEX)
                .forEach(
                        key ->
                                entries.put(
                                        key, views.store(ViewTopology.TRANSACTION_INDEX).get(key)));
        return entries;
    }

    private void replaceIndex(Map<String, byte[]> entries) {
        KeyValueStore<String, byte[]> index = views.store(ViewTopology.TRANSACTION_INDEX);
        views.keys(ViewTopology.TRANSACTION_INDEX).forEach(index::delete);
        entries.forEach(index::put);
    }

    private byte @Nullable [] value(String key) {
        return views.store(ViewTopology.TRANSACTION_VIEW).get(key);
    }

    private long count(TransactionState state) {
        return views.heard().getOrDefault(state.name(), 0L);
    }
}
