package io.orderpipeline.sim.mapstore.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.mapstore.comparison.Effect.Cancelled;
import io.orderpipeline.sim.mapstore.comparison.Effect.Fulfilled;
import io.orderpipeline.sim.mapstore.comparison.Effect.Paid;
import io.orderpipeline.sim.mapstore.comparison.Effect.Placed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Captured CAPTURE = new Captured("t-1", "o-1");
    private static final Effect FULFILLED = new Fulfilled("o-1");
    private static final List<Effect> WHOLE_LIFE =
            List.of(new Placed("o-1"), new Paid("o-1", "t-1"), FULFILLED);

    @Test
    void a_fulfilled_order_that_cites_its_payment_lost_nothing() {
        assertThat(lost(WHOLE_LIFE, Map.of("o-1", paidBy("t-1", OrderStatus.FULFILLED))))
                .isEqualTo(new Losses(0, 0, 0, 0));
    }

    @Test
    void an_order_that_is_not_there_is_lost_with_all_that_was_done_to_it() {
        assertThat(lost(WHOLE_LIFE, Map.of())).isEqualTo(new Losses(1, 0, 2, 1));
    }

    @Test
    void a_status_that_fell_back_loses_the_fulfilment_but_not_the_payment() {
        assertThat(lost(WHOLE_LIFE, Map.of("o-1", paidBy("t-1", OrderStatus.PAID))))
                .isEqualTo(new Losses(0, 0, 1, 0));
    }

    @Test
    void a_payment_that_vanished_is_a_lost_update_and_leaves_its_transaction_untracked() {
        assertThat(lost(WHOLE_LIFE, Map.of("o-1", unpaid(OrderStatus.FULFILLED))))
                .isEqualTo(new Losses(0, 0, 1, 1));
    }

    @Test
    void a_cancelled_order_that_stands_as_placed_lost_an_update() {
        List<Effect> effects = List.of(new Placed("o-1"), new Cancelled("o-1"));

        assertThat(lost(effects, Map.of("o-1", unpaid(OrderStatus.PLACED))).updatesLost())
                .isEqualTo(1);
        assertThat(lost(effects, Map.of("o-1", unpaid(OrderStatus.CANCELLED))).updatesLost())
                .isZero();
    }

    @Test
    void an_effect_that_was_acknowledged_more_than_once_is_lost_once() {
        List<Effect> effects = List.of(new Placed("o-1"), new Placed("o-1"), FULFILLED, FULFILLED);

        Losses losses = lost(effects, Map.of());

        assertThat(losses.ordersLost()).isEqualTo(1);
        assertThat(losses.updatesLost()).isEqualTo(1);
    }

    @Test
    void every_payment_of_an_order_after_its_first_is_applied_twice() {
        List<Effect> effects =
                List.of(new Paid("o-1", "t-1"), new Paid("o-1", "t-1"), new Paid("o-1", "t-2"));

        Losses losses = lost(effects, Map.of("o-1", paidBy("t-2", OrderStatus.PAID)));

        assertThat(losses.paymentsAppliedTwice()).isEqualTo(2);
        assertThat(losses.updatesLost()).isEqualTo(1);
    }

    @Test
    void a_transaction_that_pays_two_orders_is_applied_twice() {
        List<Effect> effects = List.of(new Paid("o-1", "t-1"), new Paid("o-2", "t-1"));

        assertThat(lost(effects, Map.of()).paymentsAppliedTwice()).isEqualTo(1);
    }

    @Test
    void a_refunded_transaction_is_tracked_though_no_order_cites_it() {
        Outcomes outcomes =
                new Outcomes(Set.of(CAPTURE), List.of(), Map.of(), Set.of(CAPTURE.transactionId()));

        assertThat(Comparison.of(outcomes).transactionsUntracked()).isZero();
    }

    @Test
    void a_transaction_is_not_tracked_by_another_order_than_its_own() {
        Map<String, Standing> standings =
                Map.of(
                        "o-1", unpaid(OrderStatus.PLACED),
                        "o-2", paidBy("t-1", OrderStatus.PAID));

        assertThat(lost(List.of(), standings).transactionsUntracked()).isEqualTo(1);
    }

    private static Losses lost(List<Effect> effects, Map<String, Standing> standings) {
        return Comparison.of(new Outcomes(Set.of(CAPTURE), effects, standings, Set.of()));
    }

    private static Standing paidBy(String transaction, OrderStatus status) {
        return new Standing(status, Optional.of(transaction));
    }

    private static Standing unpaid(OrderStatus status) {
        return new Standing(status, Optional.empty());
    }
}
