package io.orderpipeline.pipeline.view;

import static io.orderpipeline.schema.ledger.TransactionState.ESCALATED;
import static io.orderpipeline.schema.ledger.TransactionState.REFUNDED;
import static io.orderpipeline.schema.ledger.TransactionState.REFUND_REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

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
        for (TransactionState state : TransactionIndexKey.OFF_PATH) {
            String text = new TransactionIndexKey(state, 5, KEY.transaction()).text();
            List<TransactionState> within = new ArrayList<>();
            for (TransactionState bounds : TransactionIndexKey.OFF_PATH) {
                if (TransactionIndexKey.first(bounds).compareTo(text) <= 0
                        && text.compareTo(TransactionIndexKey.last(bounds)) < 0) {
                    within.add(bounds);
                }
            }
            assertThat(within).containsExactly(state);
        }
        assertThat(TransactionIndexKey.OFF_PATH).contains(REFUNDED, REFUND_REQUESTED);
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
}
