package io.orderpipeline.pipeline.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smaller keys and values of the views' stores. */
class ViewKeysTest {

    @Test
    void keys_of_the_history_sort_by_version_and_are_read_as_they_were_written() {
        HistoryKey ninth = new HistoryKey("o-1", 9);
        HistoryKey tenth = new HistoryKey("o-1", 10);

        assertThat(tenth.text()).isEqualTo("o-1/0000000000000000010").isGreaterThan(ninth.text());
        assertThat(HistoryKey.parse(tenth.text())).contains(tenth);
        assertThat(tenth.text()).isBetween(HistoryKey.first("o-1"), HistoryKey.last("o-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o-1", "o-1/", "o-1/1", "/0000000000000000001", "o-1/x"})
    void a_text_of_another_form_is_no_key_of_the_history(String text) {
        assertThat(HistoryKey.parse(text)).isEmpty();
    }

    @Test
    void the_bounds_of_an_order_hold_its_events_and_not_those_of_one_whose_id_begins_alike() {
        for (String other : List.of("o-", "o-10", "o-1.", "o-1-2", "o-1:", "o-2")) {
            String text = new HistoryKey(other, 1).text();
            assertThat(
                            HistoryKey.first("o-1").compareTo(text) <= 0
                                    && text.compareTo(HistoryKey.last("o-1")) <= 0)
                    .as(text)
                    .isFalse();
        }
    }

    @Test
    void a_transaction_by_order_is_read_as_it_was_written() {
        OrderTransactionKey key = new OrderTransactionKey(new TransactionKey("t-1", "o-1"));

        assertThat(key.text()).isEqualTo("o-1/t-1");
        assertThat(OrderTransactionKey.parse(key.text())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o-1", "o-1/", "/t-1", "o-1/t-1/x", "o 1/t-1"})
    void a_text_of_another_form_is_no_transaction_by_order(String text) {
        assertThat(OrderTransactionKey.parse(text)).isEmpty();
    }

    @Test
    void a_stored_record_is_the_offset_and_the_records_own_bytes() {
        byte[] value = new StoredRecord(258, new byte[] {7, 8}).bytes();

        assertThat(value).containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 7, 8);
        assertThat(StoredRecord.parse(value).offset()).isEqualTo(258);
        assertThat(StoredRecord.parse(value).record()).containsExactly(7, 8);
        assertThatThrownBy(() -> StoredRecord.parse(new byte[7]))
                .isInstanceOf(BufferUnderflowException.class);
    }
}
