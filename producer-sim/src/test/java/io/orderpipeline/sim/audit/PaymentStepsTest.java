package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payments and refunds, held against where the order stands. */
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

    @Test
    void what_was_given_back_never_pays() {
        assertThat(paid(TOTAL, List.of("t-2"))).isTrue();
        assertThat(paid(TOTAL, List.of("t-2", "t-1"))).isFalse();
    }

    @Test
    void a_payment_is_what_the_order_costs() {
        assertThat(paid(LESS, List.of())).isFalse();
        assertThat(paid(new Amount(TOTAL.minor(), "USD"), List.of())).isFalse();
    }

    @Test
    void what_paid_the_order_is_never_given_back() {
        OutcomeRecord.Event refund = refund(TOTAL, RefundReason.ALREADY_PAID);
        assertThat(ok(progress(OrderStatus.PAID, "t-2", List.of()), refund)).isTrue();
        assertThat(ok(progress(OrderStatus.PAID, "t-1", List.of()), refund)).isFalse();
    }

    private static boolean paid(Amount amount, List<String> givenBack) {
        Fact fact =
                new Fact(
                        "PaymentConfirmed",
                        1,
                        Optional.empty(),
                        Optional.of(new Payment("t-1", amount.money())),
                        Optional.empty(),
                        Optional.empty());
        return ok(progress(OrderStatus.PLACED, null, givenBack), event(fact));
    }

    private static boolean ok(@Nullable OrderStatus status, Amount amount, RefundReason reason) {
        return ok(progress(status, null, List.of()), refund(amount, reason));
    }

    private static boolean ok(Progress before, OutcomeRecord.Event event) {
        Violations violations = new Violations();
        PaymentSteps.check(before, event, violations);
        return violations.row(new OrderKept()).ok();
    }

    private static Progress progress(
            @Nullable OrderStatus status, @Nullable String paidBy, List<String> givenBack) {
        return new Progress(
                1,
                refund(LESS, RefundReason.UNKNOWN),
                Optional.ofNullable(status),
                Optional.of(TOTAL),
                Optional.ofNullable(paidBy),
                givenBack);
    }

    private static OutcomeRecord.Event refund(Amount amount, RefundReason reason) {
        return event(
                new Fact(
                        "RefundRequested",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Fact.Refund("t-1", amount, reason)),
                        Optional.empty()));
    }

    private static OutcomeRecord.Event event(Fact fact) {
        Position at = new Position(0, 1);
        OutcomeRecord.Decided decided =
                new OutcomeRecord.Decided(
                        "o-1", "o-1", "cmp-t-1", 1, new Place("order.compensation", at), 1);
        return new OutcomeRecord.Event(at, decided, 2, 2, fact);
    }
}
