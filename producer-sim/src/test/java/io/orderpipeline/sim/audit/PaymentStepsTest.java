package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A refund must have the one reason that the order's status gives. */
class PaymentStepsTest {

    private static final Amount TOTAL = new Amount(1_250, "EUR");
    private static final Amount LESS = new Amount(1_249, "EUR");

    @Test
    void a_placed_order_refuses_only_another_amount() {
        assertThat(ok(OrderStatus.PLACED, LESS, RefundReason.AMOUNT_MISMATCH)).isTrue();
        assertThat(ok(OrderStatus.PLACED, TOTAL, RefundReason.AMOUNT_MISMATCH)).isFalse();
        assertThat(ok(OrderStatus.PLACED, LESS, RefundReason.ALREADY_PAID)).isFalse();
    }

    @Test
    void paid_and_fulfilled_orders_say_that_they_are_paid() {
        assertThat(ok(OrderStatus.PAID, LESS, RefundReason.ALREADY_PAID)).isTrue();
        assertThat(ok(OrderStatus.FULFILLED, TOTAL, RefundReason.ALREADY_PAID)).isTrue();
        assertThat(ok(OrderStatus.PAID, LESS, RefundReason.AMOUNT_MISMATCH)).isFalse();
    }

    @Test
    void a_cancelled_order_says_that_it_is() {
        assertThat(ok(OrderStatus.CANCELLED, LESS, RefundReason.ORDER_CANCELLED)).isTrue();
        assertThat(ok(OrderStatus.CANCELLED, LESS, RefundReason.ORDER_NOT_FOUND)).isFalse();
    }

    @Test
    void an_order_that_was_never_placed_is_not_found() {
        assertThat(ok(null, LESS, RefundReason.ORDER_NOT_FOUND)).isTrue();
        assertThat(ok(null, LESS, RefundReason.UNKNOWN)).isFalse();
    }

    private static boolean ok(@Nullable OrderStatus status, Amount amount, RefundReason reason) {
        OutcomeRecord.Event refund = refund(amount, reason);
        Progress before =
                new Progress(
                        1,
                        refund,
                        Optional.ofNullable(status),
                        Optional.of(TOTAL),
                        Optional.empty(),
                        List.of());
        Violations violations = new Violations();
        PaymentSteps.check(before, refund, violations);
        return violations.row(new OrderKept()).ok();
    }

    private static OutcomeRecord.Event refund(Amount amount, RefundReason reason) {
        Position at = new Position(0, 1);
        OutcomeRecord.Decided decided =
                new OutcomeRecord.Decided(
                        "o-1", "o-1", "cmp-t-1", 1, new Place("order.compensation", at), 1);
        Fact fact =
                new Fact(
                        "RefundRequested",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Fact.Refund("t-1", amount, reason)),
                        Optional.empty());
        return new OutcomeRecord.Event(at, decided, 2, 2, fact);
    }
}
