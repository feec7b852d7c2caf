package io.orderpipeline.sim.mapstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlersTest {

    private static final OrderValue PLACED = OrderValue.placed(Requests.basket());

    @Test
    void a_payment_of_another_amount_is_refused() {
        ConfirmPayment tooMuch = new ConfirmPayment("t-1", new Money(1_001L, "EUR"));

        assertThat(Handlers.wanted(tooMuch, Optional.of(PLACED))).isEmpty();
    }

    @Test
    void an_order_that_is_not_paid_is_not_fulfilled() {
        assertThat(Handlers.wanted(new FulfilOrder("s-1"), Optional.of(PLACED))).isEmpty();
    }

    @Test
    void a_payload_that_breaks_a_rule_of_its_own_is_refused() {
        PlaceOrder withoutLines = new PlaceOrder("c-1", "eu-west", Requests.TEN, List.of());

        assertThat(Handlers.wanted(withoutLines, Optional.empty())).isEmpty();
        assertThat(Handlers.wanted(new FulfilOrder("not an id"), paid())).isEmpty();
    }

    @Test
    void nothing_is_loaded_for_an_order_that_was_never_placed() {
        assertThat(Handlers.wanted(new ConfirmPayment("t-1", Requests.TEN), Optional.empty()))
                .isEmpty();
    }

    /** The flaw, on its own: equal values are duplicates, and any other value is news. */
    @Test
    void a_placing_is_wanted_whatever_became_of_the_order_meanwhile() {
        assertThat(Handlers.wanted(Requests.basket(), Optional.of(PLACED))).contains(PLACED);
        assertThat(Handlers.wanted(Requests.basket(), paid())).contains(PLACED);
    }

    private static Optional<OrderValue> paid() {
        return Optional.of(PLACED.paid("t-1"));
    }
}
