package io.orderpipeline.order.decision;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.RETRY;
import static io.orderpipeline.order.Commands.SETTLE;
import static io.orderpipeline.order.Commands.TOTAL;
import static io.orderpipeline.order.Commands.command;
import static io.orderpipeline.order.event.RefundReason.ALREADY_PAID;
import static io.orderpipeline.order.event.RefundReason.AMOUNT_MISMATCH;
import static io.orderpipeline.order.event.RefundReason.ORDER_CANCELLED;
import static io.orderpipeline.order.event.RefundReason.ORDER_NOT_FOUND;
import static io.orderpipeline.order.event.RejectionReason.DUPLICATE_COMMAND;
import static io.orderpipeline.order.event.RejectionReason.PAYMENT_ALREADY_APPLIED;
import static io.orderpipeline.order.event.RejectionReason.PAYMENT_REFUNDED;
import static io.orderpipeline.order.event.RejectionReason.REFUND_LIMIT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.History;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import io.orderpipeline.order.state.OrderStatus;
import io.orderpipeline.order.state.Refunds;
import org.junit.jupiter.api.Test;

/** What a compensation comes to, and what comes after it. */
class SettlementTest {

    private static final SettlePayment OTHER = new SettlePayment("tx-2", TOTAL);

    @Test
    void an_order_that_awaited_exactly_this_payment_is_paid_by_it() {
        History history = History.of(PLACE);

        assertThat(eventOf(history, SETTLE)).isEqualTo(new PaymentConfirmed("tx-1", TOTAL));
        assertThat(history.state().order().orElseThrow().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void in_every_other_case_the_money_goes_back_for_a_reason() {
        assertThat(eventOf(History.of(), SETTLE))
                .isEqualTo(new RefundRequested("tx-1", TOTAL, ORDER_NOT_FOUND));
        assertThat(eventOf(History.of(PLACE, CANCEL), SETTLE))
                .isEqualTo(new RefundRequested("tx-1", TOTAL, ORDER_CANCELLED));
        assertThat(eventOf(History.of(PLACE, CONFIRM, FULFIL), OTHER))
                .isEqualTo(new RefundRequested("tx-2", TOTAL, ALREADY_PAID));
        Money more = new Money(4_001, "EUR");
        assertThat(eventOf(History.of(PLACE), new SettlePayment("tx-1", more)))
                .isEqualTo(new RefundRequested("tx-1", more, AMOUNT_MISMATCH));
    }

    @Test
    void a_late_original_after_its_compensation_is_a_recorded_no_op() {
        History paid = History.of(PLACE, SETTLE);
        assertThat(paid.refusalOf(command("late", CONFIRM))).isEqualTo(PAYMENT_ALREADY_APPLIED);

        History refunded = History.of(PLACE, CANCEL, SETTLE);
        assertThat(refunded.refusalOf(command("late", CONFIRM))).isEqualTo(PAYMENT_REFUNDED);
    }

    @Test
    void a_compensation_after_the_late_original_is_a_recorded_no_op() {
        History history = History.of(PLACE, CONFIRM);

        assertThat(history.refusalOf(command("cmp-tx-1", SETTLE)))
                .isEqualTo(PAYMENT_ALREADY_APPLIED);
        assertThat(history.refusalOf(command("cmp-tx-1", SETTLE))).isEqualTo(DUPLICATE_COMMAND);
    }

    @Test
    void a_transaction_refunded_for_a_missing_order_never_pays_that_order_later() {
        History history = History.of(SETTLE, PLACE);
        assertThat(history.state().version()).isEqualTo(2);

        assertThat(history.refusalOf(command("late", CONFIRM))).isEqualTo(PAYMENT_REFUNDED);
        assertThat(history.refusalOf(command("again", SETTLE))).isEqualTo(PAYMENT_REFUNDED);
        assertThat(eventOf(history, new ConfirmPayment("tx-2", TOTAL)))
                .as("another transaction may")
                .isEqualTo(new PaymentConfirmed("tx-2", TOTAL));
    }

    @Test
    void nothing_is_forgotten_once_a_transaction_was_refunded_for_it() {
        assertThat(History.of(CONFIRM).state().isForgettable()).isTrue();
        assertThat(History.of(RETRY).state().isForgettable()).isFalse();
        assertThat(History.of(SETTLE).state().isForgettable()).isFalse();
        assertThat(History.of(PLACE, CANCEL).state().isForgettable()).isTrue();
        assertThat(History.of(PLACE, CANCEL, SETTLE).state().isForgettable()).isFalse();
    }

    @Test
    void refunds_of_one_order_are_bounded_and_none_is_dropped_for_another() {
        History history = History.of(PLACE, CONFIRM);
        for (int n = 0; n < Refunds.MAX; n++) {
            history.handle(new SettlePayment("twice-" + n, TOTAL));
        }

        assertThat(history.refusalOf(command("one-more", OTHER))).isEqualTo(REFUND_LIMIT_REACHED);
        assertThat(history.state().refunds().transactionIds()).hasSize(Refunds.MAX);
        assertThat(history.state().refunds().contains("twice-0")).isTrue();
    }

    private static OrderEvent eventOf(History history, Command body) {
        Fact fact = history.handle(body).get(0);
        return ((Happened) fact).event();
    }
}
