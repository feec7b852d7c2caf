package io.orderpipeline.order.view;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.NOON;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.SETTLE;
import static io.orderpipeline.order.Commands.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.order.History;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Origin;
import io.orderpipeline.order.state.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderViewTest {

    private static final ConfirmPayment CONFIRM_OTHER = new ConfirmPayment("tx-2", TOTAL);

    @Test
    void the_view_follows_the_events_to_the_end() {
        OrderView view = fold(events(PLACE, CONFIRM, FULFIL)).orElseThrow();

        assertThat(view.version()).isEqualTo(3);
        assertThat(view.order().status()).isEqualTo(OrderStatus.FULFILLED);
        assertThat(view.order().payment().orElseThrow().transactionId()).isEqualTo("tx-1");
        assertThat(view.shipmentId()).contains("shipment-1");
        assertThat(view.cancelReason()).isEmpty();
        assertThat(view.lines()).isEqualTo(PLACE.lines());
        assertThat(view.placedAt()).isEqualTo(NOON);
        assertThat(view.lastEvent().type()).isEqualTo("OrderFulfilled");
        assertThat(view.lastEvent().commandId()).isEqualTo("earlier-2");
    }

    @Test
    void a_cancelled_order_says_why() {
        OrderView view = fold(events(PLACE, CANCEL)).orElseThrow();

        assertThat(view.order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(view.cancelReason()).contains("changed my mind");
    }

    @Test
    void an_event_that_is_delivered_again_changes_nothing() {
        List<Happened> events = events(PLACE, CONFIRM, FULFIL);
        Optional<OrderView> view = fold(events);

        for (Happened event : events) {
            assertThat(OrderView.project(view, event)).containsSame(view.orElseThrow());
        }
    }

    @Test
    void a_missing_event_is_an_error_that_names_the_order_and_both_versions() {
        List<Happened> events = events(PLACE, CONFIRM, FULFIL);
        Optional<OrderView> placed = fold(events.subList(0, 1));

        assertThatThrownBy(() -> OrderView.project(placed, events.get(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order o-1")
                .hasMessageContaining("version 3")
                .hasMessageContaining("version 1");
        assertThatThrownBy(() -> OrderView.project(Optional.empty(), events.get(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_refund_before_the_order_is_placed_is_no_view_yet_and_no_gap_later() {
        List<Happened> events = events(SETTLE, PLACE, CONFIRM_OTHER);

        assertThat(fold(events.subList(0, 1))).isEmpty();
        OrderView view = fold(events).orElseThrow();
        assertThat(view.version()).isEqualTo(3);
        assertThat(view.order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(OrderView.project(Optional.of(view), events.get(0))).contains(view);
    }

    @Test
    void a_refund_of_another_payment_leaves_the_order_as_it_is() {
        OrderView view = fold(events(PLACE, CONFIRM_OTHER, SETTLE)).orElseThrow();

        assertThat(view.version()).isEqualTo(3);
        assertThat(view.order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(view.lastEvent().type()).isEqualTo("RefundRequested");
    }

    @Test
    void as_of_a_time_the_order_is_what_its_events_up_to_then_made_it() {
        List<Happened> events = at(events(PLACE, CONFIRM, FULFIL), 10, 20, 30);

        assertThat(OrderView.asOf(events, NOON.plusSeconds(9))).isEmpty();
        assertThat(OrderView.asOf(events, NOON.plusSeconds(10)))
                .isEqualTo(fold(events.subList(0, 1)));
        assertThat(OrderView.asOf(events, NOON.plusSeconds(30).minusNanos(1)))
                .isEqualTo(fold(events.subList(0, 2)));
        assertThat(OrderView.asOf(events, NOON.plusSeconds(30))).isEqualTo(fold(events));
        assertThat(OrderView.asOf(List.of(), NOON)).isEmpty();
    }

    @Test
    void as_of_a_time_an_event_with_a_later_time_keeps_back_those_behind_it() {
        List<Happened> events = at(events(PLACE, CONFIRM, FULFIL), 10, 30, 20);

        assertThat(OrderView.asOf(events, NOON.plusSeconds(25)))
                .isEqualTo(fold(events.subList(0, 1)));
        assertThat(OrderView.asOf(events, NOON.plusSeconds(30))).isEqualTo(fold(events));
    }

    @Test
    void as_of_a_time_between_a_refund_and_the_placing_there_is_no_order() {
        List<Happened> events = at(events(SETTLE, PLACE), 10, 20);

        assertThat(OrderView.asOf(events, NOON.plusSeconds(15))).isEmpty();
        assertThat(OrderView.asOf(events, NOON.plusSeconds(20))).isEqualTo(fold(events));
    }

    private static List<Happened> at(List<Happened> events, long... secondsAfterNoon) {
        List<Happened> timed = new ArrayList<>();
        for (Happened event : events) {
            Origin origin = event.origin();
            Origin then =
                    new Origin(
                            origin.orderId(),
                            origin.commandId(),
                            origin.commandHash(),
                            origin.cause(),
                            NOON.plusSeconds(secondsAfterNoon[timed.size()]));
            timed.add(new Happened(then, event.version(), event.sequence(), event.event()));
        }
        return timed;
    }

    private static Optional<OrderView> fold(List<Happened> events) {
        Optional<OrderView> view = Optional.empty();
        for (Happened event : events) {
            view = OrderView.project(view, event);
        }
        return view;
    }

    private static List<Happened> events(Command... bodies) {
        return History.of(bodies).facts().stream().map(OrderViewTest::happened).toList();
    }

    private static Happened happened(Fact fact) {
        return (Happened) fact;
    }
}
