package io.orderpipeline.order.compensation;

import java.time.Instant;
import java.util.Optional;

/**
 * One payment transaction in the ledger, as one order's records tell of it.
 *
 * @param enteredAt when it came to its state
 * @param escalation why a person must decide; present exactly when it is escalated
 * @param action what an operator did last
 */
public record Transaction(
        String orderId,
        String transactionId,
        TransactionState state,
        Instant enteredAt,
        Facts facts,
        Chase chase,
        Optional<String> escalation,
        Optional<OperatorAction> action) {

    /** A transaction of which nothing is known yet. */
    static Transaction unknown(String orderId, String transactionId) {
        return new Transaction(
                orderId,
                transactionId,
                TransactionState.PENDING,
                Instant.EPOCH,
                Facts.NONE,
                Chase.NONE,
                Optional.empty(),
                Optional.empty());
    }

    Transaction knowing(Facts known) {
        return new Transaction(
                orderId, transactionId, state, enteredAt, known, chase, escalation, action);
    }

    Transaction chased(Chase next) {
        return new Transaction(
                orderId, transactionId, state, enteredAt, facts, next, escalation, action);
    }

    Transaction acted(OperatorAction done) {
        return new Transaction(
                orderId,
                transactionId,
                state,
                enteredAt,
                facts,
                chase,
                escalation,
                Optional.of(done));
    }

    /** In another state since {@code at}; in the same one, nothing but its chase changes. */
    Transaction enter(TransactionState next, Instant at, Chase nextChase) {
        return new Transaction(
                orderId,
                transactionId,
                next,
                next == state && !enteredAt.equals(Instant.EPOCH) ? enteredAt : at,
                facts,
                nextChase,
                Optional.empty(),
                action);
    }

    Transaction escalate(Instant at, String why) {
        Transaction escalated = enter(TransactionState.ESCALATED, at, chase.rest());
        return new Transaction(
                orderId,
                transactionId,
                escalated.state,
                escalated.enteredAt,
                facts,
                escalated.chase,
                Optional.of(why),
                action);
    }

    /** Whether any fact is known of it. */
    public boolean isKnown() {
        return !facts.equals(Facts.NONE);
    }

    boolean isResolved() {
        return state == TransactionState.RESOLVED;
    }
}
