package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * I9: every transaction that no order tracks is settled exactly once, and none that an order tracks
 * is compensated. A compensation that comes too late ends without effect, which is no fault. What
 * time has to do with it is told by {@link Deadlines}.
 */
final class Compensated implements Invariant {

    private static final Set<TransactionState> UNSETTLED =
            EnumSet.of(
                    TransactionState.UNTRACKED,
                    TransactionState.ESCALATED,
                    TransactionState.RESOLVED);
    private static final Set<Outcome> WITHOUT_EFFECT =
            Set.of(
                    Outcome.rejection(RejectionReason.PAYMENT_ALREADY_APPLIED),
                    Outcome.rejection(RejectionReason.REFUND_LIMIT_REACHED),
                    Outcome.DUPLICATE);

    @Override
    public String id() {
        return "I9";
    }

    @Override
    public String title() {
        return "compensation";
    }

    @Override
    public boolean needsSubjects(Evidence evidence) {
        return PaymentSubjects.expected(evidence);
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        BookJournaled.check(evidence, violations);
        if (!evidence.tracked()) {
            untracked(PaymentSubjects.dropped(evidence).size(), violations);
            return;
        }
        long late = 0;
        for (Facts facts : index.payments().all()) {
            if (facts.tracked()) {
                violations.checked();
                tracked(facts, index, violations);
                late += facts.compensations().isEmpty() ? 0 : 1;
            } else if (!facts.compensations().isEmpty()) {
                violations.checked();
                settled(facts, state(evidence, facts.key()), violations);
            }
        }
        if (late > 0) {
            violations.note(late + " compensations came after the confirmation, without effect");
        }
        Deadlines.check(evidence, index.payments(), violations);
        dropped(evidence, index.payments(), violations);
    }

    /** No tracker has run: that is a fault as soon as there is something for it to find. */
    private static void untracked(long dropped, Violations violations) {
        violations.checked(dropped);
        if (dropped == 0) {
            violations.note(PaymentSubjects.NO_TRACKER);
        } else {
            violations.found(
                    "no tracker has run, although "
                            + dropped
                            + " acknowledged captures were confirmed by nobody");
        }
    }

    private static void tracked(Facts facts, Index index, Violations violations) {
        violations.require(
                !facts.recovered() && facts.givenBack().isEmpty(),
                () -> facts.key() + " is tracked by its order, and was compensated");
        for (CompensationRecord compensation : facts.compensations()) {
            List<OutcomeRecord> outcomes = index.outcomesOf(compensation.at());
            outcomes.stream()
                    .filter(each -> each instanceof OutcomeRecord.Rejection)
                    .filter(each -> !WITHOUT_EFFECT.contains(each.outcome()))
                    .forEach(
                            each ->
                                    violations.found(
                                            facts.key()
                                                    + " is tracked, its compensation ended as "
                                                    + each.outcome().text()));
        }
    }

    /** By exactly one event, or not yet, or by a person, who may have it tried anew. */
    private static void settled(
            Facts facts, Optional<TransactionState> state, Violations violations) {
        int effects = facts.payments().size() + facts.givenBack().size();
        violations.require(effects < 2, () -> facts.key() + " was settled " + effects + " times");
        if (effects == 0) {
            boolean anew = !facts.interventions().isEmpty() && waits(state);
            violations.require(
                    anew || state.filter(UNSETTLED::contains).isPresent(),
                    () ->
                            facts.key()
                                    + " has a compensation, but no event settles it and it is "
                                    + state.map(Enum::name).orElse("in no ledger"));
        }
    }

    /** What the gateway told nobody but its journal. */
    private static void dropped(Evidence evidence, Payments payments, Violations violations) {
        long pending = 0;
        for (Line.Captured capture : PaymentSubjects.dropped(evidence)) {
            violations.checked();
            String key = Ledgered.claim(capture).key();
            if (payments.of(key).map(Facts::compensations).orElse(List.of()).isEmpty()) {
                boolean waits = waits(state(evidence, key));
                pending += waits ? 1 : 0;
                violations.require(
                        waits, () -> key + " was confirmed by nobody, but has no compensation");
            }
        }
        if (pending > 0) {
            violations.note(pending + " captures wait for their deadline");
        }
    }

    private static boolean waits(Optional<TransactionState> state) {
        return state.filter(TransactionState.PENDING::equals).isPresent();
    }

    private static Optional<TransactionState> state(Evidence evidence, String key) {
        return Optional.ofNullable(evidence.rows().get(key))
                .flatMap(RowRecord::row)
                .map(LedgerRow::getState);
    }
}
