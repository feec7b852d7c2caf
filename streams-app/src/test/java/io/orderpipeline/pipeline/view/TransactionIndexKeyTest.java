package io.orderpipeline.pipeline.view;

import static io.orderpipeline.schema.ledger.TransactionState.ESCALATED;
import static io.orderpipeline.schema.ledger.TransactionState.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.pipeline.LedgerRows;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionIndexKeyTest {

    private static final TransactionIndexKey KEY =
            new TransactionIndexKey(
                    ESCALATED, 1_700_000_000_123L, new TransactionKey("t-1", "o-1"));

    @Test
    void a_key_is_read_as_it_was_written() {
        assertThat(KEY.text()).isEqualTo("ESCALATED/0000001700000000123/t-1/o-1");
        assertThat(TransactionIndexKey.parse(ESCALATED, KEY.text())).contains(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ESCALATED",
                "ESCALATED/1700000000123/t-1/o-1",
                "ESCALATED/0000001700000000123/t-1",
                "ESCALATED/0000001700000000123/t-1/o-1/x",
                "ESCALATED/0000001700000000123/t 1/o-1",
                "ESCALATED/0000001700000000123/t-1/ö",
                "ESCALATED/9999999999999999999/t-1/o-1",
                "REFUNDED/0000001700000000123/t-1/o-1"
            })
    void a_text_of_another_form_or_state_is_none(String text) {
        assertThat(TransactionIndexKey.parse(ESCALATED, text)).isEmpty();
    }

    @Test
    void the_bounds_of_a_state_hold_its_keys_and_no_others() {
        for (TransactionState state : TransactionState.values()) {
            String text = new TransactionIndexKey(state, 5, KEY.transaction()).text();
            List<TransactionState> within = new ArrayList<>();
            for (TransactionState bounds : TransactionState.values()) {
                if (TransactionIndexKey.first(bounds).compareTo(text) <= 0
                        && text.compareTo(TransactionIndexKey.last(bounds)) < 0) {
                    within.add(bounds);
                }
            }
            assertThat(within).containsExactly(state);
        }
    }

    @Test
    void the_bounds_of_a_transaction_hold_its_keys_and_not_those_of_one_whose_id_begins_alike() {
        String first = TransactionKey.first("t-1");
        String last = TransactionKey.last("t-1");

        assertThat(new TransactionKey("t-1", "o").text()).isBetween(first, last);
        for (String other : List.of("t-", "t-10", "t-1.", "t-1-2", "t-1:", "t-2")) {
            String text = new TransactionKey(other, "o").text();
            assertThat(first.compareTo(text) <= 0 && text.compareTo(last) < 0).as(text).isFalse();
        }
    }

    @Test
    void the_next_key_is_behind_this_one_and_before_every_other() {
        String after =
                new TransactionIndexKey(
                                ESCALATED, KEY.enteredAtMs(), new TransactionKey("t-1", "o-1-"))
                        .text();

        assertThat(KEY.next()).isGreaterThan(KEY.text()).isLessThan(after);
    }

    @Test
    void the_entries_since_a_time_begin_with_it() {
        String then = KEY.text();
        String before =
                new TransactionIndexKey(ESCALATED, KEY.enteredAtMs() - 1, KEY.transaction()).text();

        assertThat(TransactionIndexKey.from(ESCALATED, KEY.enteredAt()))
                .isGreaterThan(before)
                .isLessThan(then);
        assertThat(TransactionIndexKey.from(ESCALATED, KEY.enteredAt().plusNanos(1)))
                .isGreaterThan(then);
    }

    @Test
    void an_entry_matches_the_row_as_long_as_it_is_in_that_state_since_then() {
        LedgerRow row = LedgerRows.escalated("t-1", "o-1", 0, "why");
        TransactionIndexKey entry = TransactionIndexKey.of(row);

        assertThat(entry.matches(row)).isTrue();
        assertThat(entry.matches(LedgerRows.escalated("t-1", "o-1", 1, "why"))).isFalse();
        assertThat(entry.matches(LedgerRows.row("t-1", "o-1", REFUNDED, 0))).isFalse();
    }

    @Test
    void the_state_of_an_entry_that_a_newer_program_wrote_is_unknown() {
        assertThat(TransactionIndexKey.stateOf(KEY.text())).isEqualTo(ESCALATED);
        assertThat(TransactionIndexKey.stateOf("SOLD/0000001700000000123/t-1/o-1"))
                .isEqualTo(TransactionState.UNKNOWN);
    }
}
