package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of I4 that is about money: a payment is what the order costs, what was given back never
 * pays and what paid is never given back, and each refund has the reason that the order's status
 * gives.
 */
final class PaymentSteps {

    private PaymentSteps() {}

    static void check(@Nullable Progress before, OutcomeRecord.Event event, Violations violations) {
        event.fact().paid().ifPresent(paid -> paid(before, event, paid, violations));
        event.fact().refund().ifPresent(refund -> refund(before, event, refund, violations));
    }

    private static void paid(
            @Nullable Progress before,
            OutcomeRecord.Event event,
            Payment paid,
            Violations violations) {
        List<String> givenBack = before == null ? List.of() : before.givenBack();
        violations.require(
                !givenBack.contains(paid.getTransactionId()),
                () -> event.describe() + " is paid by a transaction that was given back");
        Optional<Amount> total = before == null ? Optional.empty() : before.total();
        Amount amount = Amount.of(paid.getAmount());
        violations.require(
                total.isEmpty() || total.get().equals(amount),
                () -> event.describe() + " is paid with " + amount + ", but costs " + total.get());
    }

    private static void refund(
            @Nullable Progress before,
            OutcomeRecord.Event event,
            Fact.Refund refund,
            Violations violations) {
        Optional<String> paidBy = before == null ? Optional.empty() : before.paidBy();
        violations.require(
                !paidBy.equals(Optional.of(refund.transactionId())),
                () -> event.describe() + " gives back the transaction that paid the order");
        Optional<OrderStatus> status = before == null ? Optional.empty() : before.status();
        violations.require(
                refund.reason() == reason(status),
                () -> event.describe() + " says " + refund.reason() + " in status " + text(status));
        violations.require(
                status.filter(is -> is == OrderStatus.PLACED).isEmpty()
                        || !Optional.of(refund.amount()).equals(total(before)),
                () -> event.describe() + " gives back what would have paid the order");
    }

    private static Optional<Amount> total(@Nullable Progress before) {
        return before == null ? Optional.empty() : before.total();
    }

    private static RefundReason reason(Optional<OrderStatus> status) {
        if (status.isEmpty()) {
            return RefundReason.ORDER_NOT_FOUND;
        }
        return switch (status.get()) {
            case PLACED -> RefundReason.AMOUNT_MISMATCH;
            case PAID, FULFILLED -> RefundReason.ALREADY_PAID;
            case CANCELLED -> RefundReason.ORDER_CANCELLED;
            case UNKNOWN -> RefundReason.UNKNOWN;
        };
    }

    private static String text(Optional<OrderStatus> status) {
        return status.map(Enum::name).orElse("never placed");
    }
}
