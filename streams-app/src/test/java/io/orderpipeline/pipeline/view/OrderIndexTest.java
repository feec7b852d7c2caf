package io.orderpipeline.pipeline.view;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.state.OrderStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history and the index of orders. */
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

        assertThat(views.keys(ViewTopology.ORDERS, ViewTables.ORDER_INDEX)).isEqualTo(FULFILLED);
        assertThat(count(OrderStatus.FULFILLED)).isEqualTo(1);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void every_event_is_kept_as_it_stands_in_the_log_with_its_offset() {
        events.forEach(views::send);

        assertThat(views.keys(ViewTopology.ORDERS, ViewTables.ORDER_HISTORY))
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
        assertThat(views.view("o-1")).isEmpty();
        assertThat(views.keys(ViewTopology.ORDERS, ViewTables.ORDER_INDEX)).isEmpty();

        views.send(refunded.get(1));

        assertThat(views.keys(ViewTopology.ORDERS, ViewTables.ORDER_HISTORY)).hasSize(2);
        assertThat(views.keys(ViewTopology.ORDERS, ViewTables.ORDER_INDEX)).hasSize(4);
    }

    @Test
    void an_event_after_a_gap_is_in_no_table() {
        views.send(events.get(0));
        views.send(events.get(2));

        assertThat(views.deadLetters()).hasSize(1);
        assertThat(views.keys(ViewTopology.ORDERS, ViewTables.ORDER_HISTORY))
                .containsExactly("o-1/0000000000000000001");
        assertThat(count(OrderStatus.PLACED)).isEqualTo(1);
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

    private StoredRecord event(long version) {
        String key = new HistoryKey("o-1", version).text();
        return views.store(ViewTopology.ORDERS)
                .get(ViewTables.ORDER_HISTORY, key)
                .map(StoredRecord::parse)
                .orElseThrow();
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
