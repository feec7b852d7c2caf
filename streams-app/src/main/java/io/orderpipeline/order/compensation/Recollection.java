package io.orderpipeline.order.compensation;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes a lost row of the ledger from what the topics still tell, and says whether a row that is
 * there can be as it is. Facts, state and how often was asked are recalled exactly. When a request
 * was due, and whether an operator found the row escalated, no topic says: see {@link Retelling}.
 * Pure.
 */
public final class Recollection {

    private final ChasePolicy policy;

    public Recollection(ChasePolicy policy) {
        this.policy = policy;
    }

    /** The row, as far as it can be told; not known when nothing is told of the transaction. */
    public Transaction recall(Trail trail, Instant now) {
        return new Retelling(trail, policy).tell(now);
    }

    /**
     * Whether {@code row}, which has the name of the trail, can have come from it. Rows say more
     * than the topics do, so one that is explained is better than one that is recalled.
     *
     * @param recalled the row that {@link #recall} makes of the trail
     */
    public boolean explains(Trail trail, Transaction recalled, Transaction row) {
        return row.orderId().equals(trail.orderId())
                && row.transactionId().equals(trail.transactionId())
                && row.facts().equals(recalled.facts())
                && states(trail, row).contains(row.state())
                && row.escalation().isPresent() == (row.state() == TransactionState.ESCALATED)
                && row.action().map(trail::shows).orElse(true)
                && chased(trail, row);
    }

    private static boolean chased(Trail trail, Transaction row) {
        Chase chase = row.chase();
        boolean waits =
                switch (row.state()) {
                    case PENDING, CITED, UNTRACKED, REFUND_REQUESTED -> true;
                    case TRACKED, RECOVERED, REFUNDED, ESCALATED, RESOLVED -> false;
                };
        boolean requests =
                trail.allRequests()
                        ? chase.refundRequests() == trail.refundRequests()
                        : chase.refundRequests() >= trail.refundRequests();
        return chase.dueAt().isPresent() == waits
                && chase.compensations() == trail.compensations().size()
                && requests
                && chase.attempts() <= chase.compensations() + chase.refundRequests();
    }

    /** Where a row with these facts may stand. */
    private static Set<TransactionState> states(Trail trail, Transaction row) {
        Set<TransactionState> states = unresolved(row.facts().standing(), row.chase());
        if (trail.showsResolution()) {
            states.add(TransactionState.ESCALATED); // resolved, and then it paid its order
            if (!row.facts().standing().isSettled() && isResolvedBySomebody(row)) {
                states.add(TransactionState.RESOLVED);
            }
        }
        return states;
    }

    private static boolean isResolvedBySomebody(Transaction row) {
        return row.action()
                .filter(action -> action.kind() == OperatorAction.Kind.RESOLVED)
                .isPresent();
    }

    private static Set<TransactionState> unresolved(TransactionState standing, Chase chase) {
        return switch (standing) {
            case PENDING ->
                    chase.compensations() == 0
                            ? EnumSet.of(TransactionState.PENDING)
                            : EnumSet.of(TransactionState.UNTRACKED, TransactionState.ESCALATED);
            case CITED -> EnumSet.of(TransactionState.CITED, TransactionState.ESCALATED);
            case REFUND_REQUESTED ->
                    EnumSet.of(TransactionState.REFUND_REQUESTED, TransactionState.ESCALATED);
            case TRACKED, RECOVERED, REFUNDED, ESCALATED, UNTRACKED, RESOLVED ->
                    EnumSet.of(standing);
        };
    }
}
