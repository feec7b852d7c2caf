package io.orderpipeline.sim.mapstore.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelineOutcomesTest {

    private static final Money TEN = new Money(1_000L, "EUR");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final PipelineOutcomes pipeline = new PipelineOutcomes();

    @Test
    void events_are_effects_and_the_changelog_says_how_orders_stand() {
        pipeline.journal(captured("t-1", "o-1"));
        pipeline.event(event("o-1", new OrderPlaced("c-1", "eu-west", TEN, List.of())));
        pipeline.event(event("o-1", new PaymentConfirmed("t-1", TEN)));
        pipeline.event(event("o-1", new OrderFulfilled("s-1")));
        pipeline.event(event("o-2", new OrderCancelled("changed my mind")));
        pipeline.state("o-1", Optional.of(state("o-1", placed(OrderStatus.PLACED, null))));
        pipeline.state("o-1", Optional.of(state("o-1", placed(OrderStatus.FULFILLED, "t-1"))));

        Outcomes outcomes = pipeline.toOutcomes();

        assertThat(outcomes.captures()).containsExactly(new Captured("t-1", "o-1"));
        assertThat(outcomes.effects())
                .containsExactly(
                        new Effect.Placed("o-1"),
                        new Effect.Paid("o-1", "t-1"),
                        new Effect.Fulfilled("o-1"),
                        new Effect.Cancelled("o-2"));
        assertThat(outcomes.standings())
                .containsOnlyKeys("o-1")
                .containsEntry("o-1", new Standing(OrderStatus.FULFILLED, Optional.of("t-1")));
    }

    @Test
    void a_capture_that_the_journal_repeats_is_one_capture() {
        pipeline.journal(captured("t-1", "o-1"));
        pipeline.journal(captured("t-1", "o-1"));

        assertThat(pipeline.toOutcomes().captures()).hasSize(1);
    }

    @Test
    void a_refund_counts_when_the_gateway_journaled_it_and_not_when_it_was_asked_for() {
        pipeline.journal(captured("t-1", "o-1"));
        pipeline.journal(captured("t-2", "o-2"));
        pipeline.event(event("o-1", new RefundRequested("t-1", TEN, RefundReason.ORDER_NOT_FOUND)));
        pipeline.journal(transaction("t-2", "o-2", new PaymentRefunded(TEN, "rfd-t-2")));

        assertThat(pipeline.toOutcomes().refunded()).containsExactly("t-2");
        assertThat(Comparison.of(pipeline.toOutcomes())).isEqualTo(new Losses(0, 0, 0, 1));
    }

    @Test
    void an_order_without_a_state_is_lost_whatever_the_events_say() {
        pipeline.event(event("o-1", new OrderPlaced("c-1", "eu-west", TEN, List.of())));
        pipeline.state("o-1", Optional.of(state("o-1", placed(OrderStatus.PLACED, null))));
        pipeline.state("o-1", Optional.empty());

        assertThat(Comparison.of(pipeline.toOutcomes()).ordersLost()).isEqualTo(1);
    }

    @Test
    void a_state_of_an_id_that_was_never_placed_is_no_order() {
        pipeline.state("o-1", Optional.of(state("o-1", null)));

        assertThat(pipeline.toOutcomes().standings()).isEmpty();
    }

    private static PaymentTransaction captured(String transaction, String orderId) {
        return transaction(transaction, orderId, new PaymentCaptured(TEN, "eu-west"));
    }

    private static PaymentTransaction transaction(String id, String orderId, Object payload) {
        return new PaymentTransaction(id, orderId, NOON, payload);
    }

    private static OrderEvent event(String orderId, Object payload) {
        Cause cause = new Cause("order.command", 0, 0L);
        return new OrderEvent(orderId, 1L, 1L, "c-1", 0L, cause, NOON, payload);
    }

    private static OrderSnapshot placed(OrderStatus status, @Nullable String transaction) {
        Payment payment = transaction == null ? null : new Payment(transaction, TEN);
        return new OrderSnapshot(status, "c-1", "eu-west", TEN, payment);
    }

    private static OrderState state(String orderId, @Nullable OrderSnapshot order) {
        return new OrderState(orderId, 1L, 1L, NOON, order, List.of(), List.of());
    }
}
