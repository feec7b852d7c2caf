package io.orderpipeline.order.state;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.order.History;
import io.orderpipeline.order.event.Fact;
import org.junit.jupiter.api.Test;

class OrderStateTest {

    @Test
    void only_closed_and_never_placed_orders_may_be_forgotten() {
        assertThat(History.of(CONFIRM).state().isForgettable()).isTrue();
        assertThat(History.of(PLACE).state().isForgettable()).isFalse();
        assertThat(History.of(PLACE, CONFIRM).state().isForgettable()).isFalse();
        assertThat(History.of(PLACE, CONFIRM, FULFIL).state().isForgettable()).isTrue();
        assertThat(History.of(PLACE, CANCEL).state().isForgettable()).isTrue();
    }

    @Test
    void an_event_that_does_not_follow_is_an_error() {
        Fact placed = History.of(PLACE).facts().get(0);
        OrderState paid = History.of(PLACE, CONFIRM).state();

        assertThatThrownBy(() -> paid.apply(placed, History.REMEMBERED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("order o-1 is at version 2; an event of version 1 does not follow");
    }
}
