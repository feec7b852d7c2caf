package io.orderpipeline.pipeline.view;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.SETTLE;
import static io.orderpipeline.order.Commands.TOTAL;
import static io.orderpipeline.pipeline.view.ViewTopology.ORDER_HISTORY;
import static io.orderpipeline.pipeline.view.ViewTopology.ORDER_INDEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.view.OrderView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history and the index of orders; also after a crash that left some stores behind others. */
class OrderIndexTest {

    private static final String NOON_MS = "0000001767268800000";
    private static final List<String> FULFILLED =
            List.of(
                    "a/" + NOON_MS + "/o-1",
                    "b/customer-1/FULFILLED/" + NOON_MS + "/o-1",
                    "c/customer-1/" + NOON_MS + "/o-1",
                    "s/FULFILLED/" + NOON_MS + "/o-1");

    private final List<OrderEvent> events = OrderEvents.of(PLACE, CONFIRM, FULFIL);
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
    void an_order_has_one_entry_of_each_kind_which_moves_with_its_status() {
        events.forEach(views::send);

        assertThat(views.keys(ORDER_INDEX)).isEqualTo(FULFILLED);
        assertThat(count(OrderStatus.FULFILLED)).isEqualTo(1);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void an_event_that_leaves_the_status_alone_writes_no_entry() {
        List<OrderEvent> refunded =
                OrderEvents.of(PLACE, CONFIRM, new SettlePayment("tx-2", TOTAL));
        refunded.subList(0, 2).forEach(views::send);
        assertThat(views.changelogKeys(ORDER_INDEX)).hasSize(4 + 4);

        views.send(refunded.get(2));

        assertThat(views.views().get("o-1").getVersion()).isEqualTo(3);
        assertThat(views.changelogKeys(ORDER_INDEX)).isEmpty();
    }

    @Test
    void every_event_is_kept_as_it_stands_in_the_log_with_its_offset() {
        events.forEach(views::send);

        assertThat(views.keys(ORDER_HISTORY))
                .containsExactly(
                        "o-1/0000000000000000001",
                        "o-1/0000000000000000002",
                        "o-1/0000000000000000003");
        StoredRecord second = event(2);
        assertThat(second.offset()).isEqualTo(1);
        assertThat(second.record()).isEqualTo(views.bytes(events.get(1)));
    }

    @Test
    void an_event_before_the_order_is_placed_is_kept_though_there_is_no_view_yet() {
        List<OrderEvent> refunded = OrderEvents.of(SETTLE, PLACE);
        views.send(refunded.get(0));

        assertThat(event(1).record()).isEqualTo(views.bytes(refunded.get(0)));
        assertThat(views.views().get("o-1")).isNull();
        assertThat(views.keys(ORDER_INDEX)).isEmpty();

        views.send(refunded.get(1));

        assertThat(views.keys(ORDER_HISTORY)).hasSize(2);
        assertThat(views.keys(ORDER_INDEX)).hasSize(4);
    }

    @Test
    void an_event_after_a_gap_is_in_no_store() {
        views.send(events.get(0));
        views.send(events.get(2));

        assertThat(views.deadLetters()).hasSize(1);
        assertThat(views.keys(ORDER_HISTORY)).containsExactly("o-1/0000000000000000001");
        assertThat(count(OrderStatus.PLACED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void an_event_that_the_history_lost_comes_back_when_it_is_delivered_again(int version) {
        events.forEach(views::send);
        views.store(ORDER_HISTORY).delete(new HistoryKey("o-1", version).text());

        views.send(events.get(version - 1));

        assertThat(event(version).record()).isEqualTo(views.bytes(events.get(version - 1)));
    }

    @Test
    void an_index_behind_the_view_is_brought_up_when_the_event_is_delivered_again() {
        events.forEach(views::send);
        views.keys(ORDER_INDEX).forEach(views.store(ORDER_INDEX)::delete);
        putEntries(OrderStatus.PLACED);

        views.send(events.get(1));

        assertThat(views.keys(ORDER_INDEX)).isEqualTo(FULFILLED);
    }

    @Test
    void an_index_without_the_order_is_brought_up_when_the_event_is_delivered_again() {
        events.forEach(views::send);
        views.keys(ORDER_INDEX).forEach(views.store(ORDER_INDEX)::delete);

        views.send(events.get(2));

        assertThat(views.keys(ORDER_INDEX)).isEqualTo(FULFILLED);
    }

    @Test
    void an_index_before_the_view_is_right_once_all_events_are_delivered_again() {
        OrderView placed = viewAfter(1);
        events.subList(1, 3).forEach(views::send);
        views.views().put("o-1", placed);

        events.subList(1, 3).forEach(views::send);

        assertThat(views.keys(ORDER_INDEX)).isEqualTo(FULFILLED);
        assertThat(count(OrderStatus.FULFILLED)).isEqualTo(1);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void an_index_of_an_order_whose_view_is_lost_is_right_once_its_events_are_delivered_again() {
        events.forEach(views::send);
        views.views().delete("o-1");

        events.forEach(views::send);

        assertThat(views.keys(ORDER_INDEX)).isEqualTo(FULFILLED);
        assertThat(views.views().get("o-1").getVersion()).isEqualTo(3);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void what_the_stores_have_their_changelogs_get_again() {
        events.forEach(views::send);
        List.of(ViewTopology.ORDER_VIEW, ORDER_HISTORY, ORDER_INDEX).forEach(views::changelogKeys);

        views.send(events.get(1));

        assertThat(views.changelogKeys(ViewTopology.ORDER_VIEW)).containsExactly("o-1");
        assertThat(views.changelogKeys(ORDER_HISTORY)).containsExactly("o-1/0000000000000000002");
        assertThat(views.changelogKeys(ORDER_INDEX))
                .containsAll(FULFILLED)
                .contains("s/PLACED/" + NOON_MS + "/o-1", "s/PAID/" + NOON_MS + "/o-1");
    }

    @Test
    void orders_are_counted_once_however_often_their_events_are_delivered() {
        OrderEvents.of("o-2", PLACE, CANCEL).forEach(views::send);
        OrderEvents.of("o-3", PLACE).forEach(views::send);
        events.forEach(views::send);
        events.forEach(views::send);

        assertThat(count(OrderStatus.PLACED)).isEqualTo(1);
        assertThat(count(OrderStatus.CANCELLED)).isEqualTo(1);
        assertThat(count(OrderStatus.FULFILLED)).isEqualTo(1);
        assertThat(total()).isEqualTo(3);
        assertThat(views.totals.events()).isEqualTo(9);
    }

    private OrderView viewAfter(int version) {
        events.subList(0, version).forEach(views::send);
        return views.views().get("o-1");
    }

    private void putEntries(OrderStatus status) {
        OrderView view = OrderView.newBuilder(views.views().get("o-1")).setStatus(status).build();
        OrderIndexKey.allOf(view)
                .forEach(entry -> views.store(ORDER_INDEX).put(entry.text(), new byte[0]));
    }

    private StoredRecord event(long version) {
        String key = new HistoryKey("o-1", version).text();
        return StoredRecord.parse(views.store(ORDER_HISTORY).get(key));
    }

    private long count(OrderStatus status) {
        return orders().getOrDefault(status, 0L);
    }

    private long total() {
        return orders().values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<OrderStatus, Long> orders() {
        return views.totals.orders().getOrDefault(0, Map.of());
    }
}
