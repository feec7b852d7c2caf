package io.orderpipeline.order.compensation;

import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.compensation.Observation.Acted;
import io.orderpipeline.order.compensation.Observation.Captured;
import io.orderpipeline.order.compensation.Observation.Paid;
import io.orderpipeline.order.compensation.Observation.RefundOrdered;
import io.orderpipeline.order.compensation.Observation.Refunded;
import java.time.Duration;
import java.time.Instant;

/**
 * Follows payment transactions to where their money belongs. What is observed adds to the facts,
 * and the facts say where the transaction stands, in whatever order they came; deadlines say when
 * somebody must be asked, and asked again, and when a person must decide. A pure function: the same
 * transaction and observation give the same step.
 */
public final class Reconciler {

    /** Somebody may have given the money back by hand. */
    private static final String PAID_AFTER_ALL =
            "an operator resolved it, and then it paid its order after all";

    private final ChasePolicy policy;

    public Reconciler(ChasePolicy policy) {
        this.policy = policy;
    }

    /** What a record about a transaction leads to that nothing was known of. */
    public Step first(String orderId, String transactionId, Observation seen) {
        return observe(Transaction.unknown(orderId, transactionId), seen);
    }

    /**
     * What a record about the transaction leads to; the same transaction when it says nothing new.
     */
    public Step observe(Transaction before, Observation seen) {
        return seen.match(new Seen(before));
    }

    /** One method for each kind of observation. */
    private final class Seen implements Observation.Cases<Step> {

        private final Transaction before;
        private final Facts facts;

        Seen(Transaction before) {
            this.before = before;
            this.facts = before.facts();
        }

        @Override
        public Step captured(Captured seen) {
            Capture capture = seen.capture();
            if (facts.capture().isEmpty()) {
                return learn(before, facts.with(capture), seen.at());
            }
            Capture known = facts.capture().get();
            return known.amount().equals(capture.amount())
                    ? Step.to(before)
                    : contradicted(
                            "the journal shows a capture of %s after one of %s"
                                    .formatted(capture.amount(), known.amount()),
                            seen.at());
        }

        @Override
        public Step refunded(Refunded seen) {
            if (facts.capture().isEmpty()) {
                return contradicted("the journal shows a refund before any capture", seen.at());
            }
            if (!facts.capture().get().amount().equals(seen.amount())) {
                return contradicted(
                        "the journal shows a refund of " + seen.amount() + ", not of all",
                        seen.at());
            }
            return facts.refundedAt().isPresent()
                    ? Step.to(before)
                    : learn(before, facts.refunded(seen.at()), seen.at());
        }

        @Override
        public Step paid(Paid seen) {
            return facts.payment().isPresent()
                    ? Step.to(before)
                    : learn(before, facts.with(seen.citation()), seen.at());
        }

        @Override
        public Step refundOrdered(RefundOrdered seen) {
            return facts.refund().isPresent()
                    ? Step.to(before)
                    : learn(before, facts.with(seen.order()), seen.at());
        }

        @Override
        public Step acted(Acted seen) {
            if (before.state() != TransactionState.ESCALATED) {
                return Step.to(before);
            }
            Transaction acted = before.acted(seen.action());
            return switch (seen.action().kind()) {
                case RETRIED -> retry(acted, seen.at());
                case RESOLVED ->
                        Step.to(
                                acted.enter(
                                        TransactionState.RESOLVED,
                                        seen.at(),
                                        acted.chase().rest()));
            };
        }

        private Step contradicted(String by, Instant at) {
            return learn(before, facts.contradicted(by), at);
        }
    }

    /** Moves to where the facts say, unless they say what they said before. */
    private Step learn(Transaction before, Facts known, Instant at) {
        Transaction row = before.knowing(known);
        boolean moves =
                before.facts().equals(Facts.NONE)
                        || !before.facts().clash().equals(known.clash())
                        || before.facts().standing() != known.standing();
        return moves ? place(row, at) : Step.to(row);
    }

    private Step place(Transaction row, Instant at) {
        TransactionState standing = row.facts().standing();
        if (row.isResolved() && standing != TransactionState.REFUNDED) {
            return Step.to(standing.isSettled() ? row.escalate(at, PAID_AFTER_ALL) : row);
        }
        return switch (standing) {
            case PENDING, CITED ->
                    Step.to(row.enter(standing, at, row.chase().until(at.plus(policy.deadline()))));
            case REFUND_REQUESTED -> requestRefund(rested(row), at);
            case TRACKED, RECOVERED, REFUNDED ->
                    Step.to(row.enter(standing, at, row.chase().rest()));
            case ESCALATED -> Step.to(row.escalate(at, row.facts().clash().orElseThrow()));
            case UNTRACKED, RESOLVED ->
                    throw new IllegalStateException("facts alone do not say " + standing);
        };
    }

    /** An escalated transaction begins its chase anew; what contradicts itself stays escalated. */
    private Step retry(Transaction row, Instant at) {
        return switch (row.facts().standing()) {
            case PENDING -> compensate(rested(row), at);
            case REFUND_REQUESTED -> requestRefund(rested(row), at);
            case CITED ->
                    Step.to(
                            row.enter(
                                    TransactionState.CITED,
                                    at,
                                    row.chase().until(at.plus(policy.deadline()))));
            case TRACKED, RECOVERED, REFUNDED, UNTRACKED, ESCALATED, RESOLVED -> Step.to(row);
        };
    }

    /** What follows when the time has come that the transaction was to be looked at again. */
    public Step due(Transaction row, Instant now) {
        return switch (row.state()) {
            case PENDING -> compensate(row, now);
            case UNTRACKED ->
                    exhausted(row)
                            ? giveUp(row, now, "no outcome after %d compensations")
                            : compensate(row, now);
            case REFUND_REQUESTED ->
                    exhausted(row)
                            ? giveUp(row, now, "the gateway journaled no refund after %d requests")
                            : requestRefund(row, now);
            case CITED ->
                    Step.to(
                            row.escalate(
                                    now,
                                    "its order cites it as payment, but the journal shows no capture"));
            case TRACKED, RECOVERED, REFUNDED, ESCALATED, RESOLVED -> Step.to(row);
        };
    }

    private boolean exhausted(Transaction row) {
        return row.chase().attempts() >= policy.maxAttempts();
    }

    private static Step giveUp(Transaction row, Instant now, String why) {
        return Step.to(row.escalate(now, why.formatted(row.chase().attempts())));
    }

    private static Transaction rested(Transaction row) {
        return row.chased(row.chase().rest());
    }

    private Step compensate(Transaction row, Instant now) {
        Capture capture = row.facts().capture().orElseThrow();
        Instant deadline = capture.at().plus(policy.deadline());
        Instant entered = row.state() == TransactionState.PENDING ? deadline : now;
        Chase chase = row.chase().compensated(now.plus(nextPause(row)));
        return Step.to(
                row.enter(TransactionState.UNTRACKED, entered, chase),
                new Output.Compensate(
                        row.orderId(),
                        new SettlePayment(row.transactionId(), capture.amount()),
                        deadline));
    }

    private Step requestRefund(Transaction row, Instant now) {
        RefundOrder order = row.facts().refund().orElseThrow();
        Chase chase = row.chase().refundRequested(now.plus(nextPause(row)));
        return Step.to(
                row.enter(TransactionState.REFUND_REQUESTED, now, chase),
                new Output.Refund(
                        row.orderId(),
                        row.transactionId(),
                        order.citation().amount(),
                        order.reason(),
                        order.citation().event(),
                        order.citation().at()));
    }

    private Duration nextPause(Transaction row) {
        return policy.backoff(row.chase().attempts() + 1);
    }
}
