package io.orderpipeline.order.compensation;

import java.time.Instant;
import java.util.Optional;

/**
 * What the journal and the events say of a transaction. Facts only add up, so the order in which
 * the two topics are read makes no difference to where the transaction stands in the end.
 *
 * @param refundedAt when the journal showed that the money went back
 * @param contradiction what the journal says beside what it said before
 */
public record Facts(
        Optional<Capture> capture,
        Optional<Citation> payment,
        Optional<RefundOrder> refund,
        Optional<Instant> refundedAt,
        Optional<String> contradiction) {

    /** Nothing is known. */
    public static final Facts NONE =
            new Facts(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** Why these facts cannot all be right; empty when they can. */
    Optional<String> clash() {
        return contradiction
                .or(() -> both(payment, refund, "it paid the order and is to be refunded as well"))
                .or(() -> both(payment, refundedAt, "it paid the order and was refunded as well"))
                .or(this::unequalAmounts);
    }

    private static Optional<String> both(Optional<?> one, Optional<?> other, String clash) {
        return one.isPresent() && other.isPresent() ? Optional.of(clash) : Optional.empty();
    }

    private Optional<String> unequalAmounts() {
        Optional<Citation> cited = payment.or(() -> refund.map(RefundOrder::citation));
        return capture.flatMap(
                taken ->
                        cited.filter(event -> !event.amount().equals(taken.amount()))
                                .map(
                                        event ->
                                                "the journal shows %s, the event %s says %s"
                                                        .formatted(
                                                                taken.amount(),
                                                                event.event(),
                                                                event.amount())));
    }

    /** Where the facts alone put the transaction, with no regard to time. */
    TransactionState standing() {
        if (clash().isPresent()) {
            return TransactionState.ESCALATED;
        }
        if (refundedAt.isPresent()) {
            return TransactionState.REFUNDED;
        }
        if (refund.isPresent()) {
            return TransactionState.REFUND_REQUESTED;
        }
        if (payment.isEmpty()) {
            return TransactionState.PENDING;
        }
        if (capture.isEmpty()) {
            return TransactionState.CITED;
        }
        return payment.get().isByCompensation()
                ? TransactionState.RECOVERED
                : TransactionState.TRACKED;
    }

    Facts with(Capture taken) {
        return new Facts(Optional.of(taken), payment, refund, refundedAt, contradiction);
    }

    Facts with(Citation paid) {
        return new Facts(capture, Optional.of(paid), refund, refundedAt, contradiction);
    }

    Facts with(RefundOrder ordered) {
        return new Facts(capture, payment, Optional.of(ordered), refundedAt, contradiction);
    }

    Facts refunded(Instant at) {
        return new Facts(capture, payment, refund, Optional.of(at), contradiction);
    }

    Facts contradicted(String by) {
        return new Facts(
                capture, payment, refund, refundedAt, contradiction.or(() -> Optional.of(by)));
    }
}
