package io.orderpipeline.order.compensation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Tells a transaction's story once more, by the time of what the topics hold. What only the clock
 * did is told from what it led to: a compensation in the log says that a deadline had passed. A
 * refund request says not when it was made; the next one is due no later than it was, which does no
 * harm, because requests may be repeated.
 *
 * <p>A resolution counts only for an escalated row, and where the story does not say that it was
 * escalated, nobody knows whether it counted: money may have been given back by hand. Such a row
 * stays escalated whatever follows, unless the journal shows the refund. One use, one thread.
 */
final class Retelling {

    private static final String DOUBTFUL =
            "its row was lost, and no topic says whether an operator's resolution of it counted:"
                    + " look at it again and resolve it";

    /** Something at its time; nothing observed stands for a compensation. */
    private record Told(Instant at, Optional<Observation> observed) {}

    private final Trail trail;
    private final ChasePolicy policy;
    private final Reconciler reconciler;
    private Transaction row;
    private int compensations;
    private boolean doubtful;

    Retelling(Trail trail, ChasePolicy policy) {
        this.trail = trail;
        this.policy = policy;
        reconciler = new Reconciler(policy);
        row = Transaction.unknown(trail.orderId(), trail.transactionId());
    }

    Transaction tell(Instant now) {
        List<Queue<Told>> sources =
                List.of(
                        observed(trail.journal()),
                        observed(trail.events()),
                        new ArrayDeque<>(
                                trail.compensations().stream()
                                        .map(at -> new Told(at, Optional.empty()))
                                        .toList()));
        for (Optional<Told> next = next(sources); next.isPresent(); next = next(sources)) {
            take(next.get());
        }
        if (!row.isKnown()) {
            return row;
        }
        askAgain();
        count();
        return lastWord(now);
    }

    private static Queue<Told> observed(List<Observation> seen) {
        return new ArrayDeque<>(
                seen.stream().map(each -> new Told(each.at(), Optional.of(each))).toList());
    }

    /** The earliest of the sources' next ones; of several at one time that of the first source. */
    private static Optional<Told> next(List<Queue<Told>> sources) {
        return sources.stream()
                .filter(source -> !source.isEmpty())
                .min(Comparator.comparing(source -> source.element().at()))
                .map(Queue::remove);
    }

    private void take(Told told) {
        told.observed()
                .ifPresentOrElse(
                        seen -> {
                            if (!(seen instanceof Observation.Acted acted) || counts(acted)) {
                                row = reconciler.observe(row, seen).transaction();
                            }
                        },
                        () -> compensated(told.at()));
    }

    private boolean counts(Observation.Acted acted) {
        boolean late = isDueBy(acted.at());
        if (late && (isExhausted() || row.state() == TransactionState.CITED)) {
            row = reconciler.due(row, acted.at()).transaction();
        }
        boolean resolved = acted.action().kind() == OperatorAction.Kind.RESOLVED;
        if (resolved && row.isKnown() && row.chase().dueAt().isPresent()) {
            doubtful = true;
        }
        return !doubtful;
    }

    /** A retry issues the first one itself. */
    private void compensated(Instant at) {
        compensations++;
        boolean told = row.chase().compensations() >= compensations;
        boolean open =
                row.state() == TransactionState.PENDING
                        || (row.state() == TransactionState.UNTRACKED && !isExhausted());
        if (!told && open && row.facts().capture().isPresent()) {
            row = reconciler.due(row, at).transaction();
        }
    }

    /** Requests carry the time of the event that ordered them, not their own. */
    private void askAgain() {
        while (row.state() == TransactionState.REFUND_REQUESTED
                && row.chase().refundRequests() < trail.refundRequests()
                && !isExhausted()) {
            row = reconciler.due(row, row.chase().dueAt().orElseThrow()).transaction();
        }
    }

    private void count() {
        Chase chase = row.chase();
        int requests =
                trail.allRequests()
                        ? trail.refundRequests()
                        : Math.max(chase.refundRequests(), trail.refundRequests());
        row =
                row.chased(
                        new Chase(
                                chase.attempts(),
                                trail.compensations().size(),
                                requests,
                                chase.dueAt()));
    }

    private Transaction lastWord(Instant now) {
        if (doubtful && row.state() != TransactionState.REFUNDED) {
            return row.escalate(now, DOUBTFUL);
        }
        if (!isExhausted() || !isDueBy(now)) {
            return row;
        }
        return row.state() == TransactionState.REFUND_REQUESTED
                ? row.chased(lastPause(now))
                : reconciler.due(row, now).transaction();
    }

    /** The last request may have been made just now: its answer gets its time. */
    private Chase lastPause(Instant now) {
        Chase chase = row.chase();
        return new Chase(
                chase.attempts(),
                chase.compensations(),
                chase.refundRequests(),
                Optional.of(now.plus(policy.backoff(chase.attempts()))));
    }

    private boolean isExhausted() {
        return row.chase().attempts() >= policy.maxAttempts();
    }

    private boolean isDueBy(Instant time) {
        return row.chase().dueAt().filter(due -> !due.isAfter(time)).isPresent();
    }
}
