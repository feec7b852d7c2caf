package io.orderpipeline.pipeline.view;

import static io.orderpipeline.schema.state.OrderStatus.CANCELLED;
import static io.orderpipeline.schema.state.OrderStatus.FULFILLED;
import static io.orderpipeline.schema.state.OrderStatus.PAID;
import static io.orderpipeline.schema.state.OrderStatus.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.pipeline.view.OrderIndexKey.Selection;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.view.LastEvent;
import io.orderpipeline.schema.view.OrderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIndexKeyTest {

    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final String AT_MS = "0000001700000000123";
    private static final Selection BOTH = both("c-1", PAID);

    static List<Selection> selections() {
        List<Selection> selections = new ArrayList<>();
        selections.add(Selection.ALL);
        for (OrderStatus status : List.of(PLACED, PAID, FULFILLED, CANCELLED)) {
            selections.add(Selection.of(status));
            for (String customer : List.of("c-1", "c-10", "c-1-", "c-1.", "c-1:", "PAID", "c")) {
                selections.add(both(customer, status));
            }
        }
        for (String customer : List.of("c-1", "c-10", "c-1-", "c-1.", "c-1:", "PAID", "c")) {
            selections.add(new Selection(Optional.empty(), Optional.of(customer)));
        }
        return selections;
    }

    @Test
    void each_kind_of_entry_has_its_form() {
        assertThat(OrderIndexKey.textsOf(view("o-1", "c-1", PAID, AT)))
                .containsExactlyInAnyOrder(
                        "a/" + AT_MS + "/o-1",
                        "s/PAID/" + AT_MS + "/o-1",
                        "c/c-1/" + AT_MS + "/o-1",
                        "b/c-1/PAID/" + AT_MS + "/o-1");
    }

    @ParameterizedTest
    @MethodSource("selections")
    void a_key_is_read_as_it_was_written_and_by_no_other_selection(Selection selection) {
        OrderIndexKey key = new OrderIndexKey(selection, 5, "o-1");

        assertThat(selections())
                .filteredOn(other -> OrderIndexKey.parse(other, key.text()).isPresent())
                .containsExactly(selection);
        assertThat(OrderIndexKey.parse(selection, key.text())).contains(key);
    }

    @ParameterizedTest
    @MethodSource("selections")
    void the_bounds_of_a_selection_hold_its_keys_and_no_others(Selection selection) {
        String text = new OrderIndexKey(selection, 5, "o-1").text();

        assertThat(selections())
                .filteredOn(other -> within(other.first(), text, other.last()))
                .containsExactly(selection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b/c-1/PAID",
                "b/c-1/PAID/",
                "b/c-1/PAID/1700000000123/o-1",
                "b/c-1/PAID/" + AT_MS,
                "b/c-1/PAID/" + AT_MS + "/",
                "b/c-1/PAID/" + AT_MS + "/o 1",
                "b/c-1/PAID/" + AT_MS + "/o-1/x",
                "b/c-1/PAID/9999999999999999999/o-1",
                "b/c-1/PAID/-000001700000000123/o-1",
                "b/c-1/PLACED/" + AT_MS + "/o-1",
                "b/c-2/PAID/" + AT_MS + "/o-1",
                "s/PAID/" + AT_MS + "/o-1",
                "a/" + AT_MS + "/o-1"
            })
    void a_text_of_another_form_or_selection_is_none(String text) {
        assertThat(OrderIndexKey.parse(BOTH, text)).isEmpty();
    }

    @Test
    void the_bounds_of_a_time_take_it_in_at_the_start_and_leave_it_out_at_the_end() {
        String before = at(AT.minusMillis(1));
        String then = at(AT);
        String after = at(AT.plusMillis(1));

        assertThat(BOTH.from(AT)).isGreaterThan(before).isLessThan(then);
        assertThat(BOTH.to(AT)).isGreaterThan(before).isLessThan(then);
        assertThat(BOTH.from(AT.plusNanos(1))).isGreaterThan(then).isLessThan(after);
        assertThat(BOTH.to(AT.plusNanos(1))).isGreaterThan(then).isLessThan(after);
        assertThat(BOTH.from(Instant.parse("1969-01-01T00:00:00Z"))).isLessThan(at(Instant.EPOCH));
        assertThat(BOTH.to(Instant.parse("9999-12-31T23:59:59Z")))
                .isGreaterThan(after)
                .isLessThan(BOTH.last());
    }

    @Test
    void the_text_for_an_older_page_is_behind_all_older_keys_and_before_this_one() {
        OrderIndexKey key = new OrderIndexKey(BOTH, AT.toEpochMilli(), "o-10");

        for (String older : List.of("o-0", "o-0zzz", "o-1", "o-1-", "o-1.", "o", "A", "O-10")) {
            String text = new OrderIndexKey(BOTH, AT.toEpochMilli(), older).text();
            assertThat(key.previous()).as(older).isGreaterThan(text);
        }
        assertThat(key.previous()).isLessThan(key.text()).isGreaterThan(at(AT.minusMillis(1)));
        assertThat(key.previous())
                .isLessThan(new OrderIndexKey(BOTH, AT.toEpochMilli(), "o-100").text());
    }

    @Test
    void an_entry_matches_the_order_as_long_as_all_it_says_is_so() {
        OrderView view = view("o-1", "c-1", PAID, AT);

        assertThat(OrderIndexKey.textsOf(view))
                .extracting(text -> OrderIndexKey.parse(text).orElseThrow())
                .allMatch(entry -> entry.matches(view));
        for (OrderView other :
                List.of(
                        view("o-2", "c-1", PAID, AT),
                        view("o-1", "c-2", PAID, AT),
                        view("o-1", "c-1", FULFILLED, AT),
                        view("o-1", "c-1", PAID, AT.plusMillis(1)))) {
            assertThat(new OrderIndexKey(BOTH, AT.toEpochMilli(), "o-1").matches(other)).isFalse();
        }
        assertThat(
                        new OrderIndexKey(Selection.ALL, AT.toEpochMilli(), "o-1")
                                .matches(view("o-1", "c-2", FULFILLED, AT)))
                .isTrue();
    }

    private static boolean within(String first, String text, String last) {
        return first.compareTo(text) <= 0 && text.compareTo(last) <= 0;
    }

    private static String at(Instant placedAt) {
        return new OrderIndexKey(BOTH, placedAt.toEpochMilli(), "o-1").text();
    }

    private static Selection both(String customer, OrderStatus status) {
        return new Selection(Optional.of(status), Optional.of(customer));
    }

    private static OrderView view(
            String orderId, String customer, OrderStatus status, Instant placedAt) {
        return new OrderView(
                orderId,
                1L,
                status,
                customer,
                "eu-west",
                new Money(1L, "EUR"),
                List.of(),
                null,
                null,
                null,
                placedAt,
                new LastEvent("OrderPlaced", "c", new Cause("order.command", 0, 0L), placedAt));
    }
}
