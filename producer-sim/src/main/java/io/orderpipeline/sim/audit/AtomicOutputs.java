package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.List;

/**
 * I7: all outputs of an input exist, or none. The tracker counts in a transaction's row what it
 * emitted for it, in one transaction with the emission: both must agree. That the decider's events
 * and states agree is told by I5.
 */
final class AtomicOutputs implements Invariant {

    @Override
    public String id() {
        return "I7";
    }

    @Override
    public String title() {
        return "atomicity";
    }

    @Override
    public boolean needsSubjects(Evidence evidence) {
        return PaymentSubjects.expected(evidence);
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        if (!evidence.tracked()) {
            violations.note(PaymentSubjects.NO_TRACKER);
            return;
        }
        Log.Kept kept = evidence.log().kept();
        evidence.rows()
                .forEach(
                        (key, record) ->
                                record.row()
                                        .ifPresent(
                                                row -> {
                                                    violations.checked();
                                                    Facts facts =
                                                            index.payments()
                                                                    .of(key)
                                                                    .orElse(new Facts(key, ""));
                                                    compensations(key, row, facts, violations);
                                                    requests(key, row, facts, kept, violations);
                                                }));
        index.payments().all().stream()
                .filter(facts -> !evidence.rows().containsKey(facts.key()))
                .forEach(facts -> without(facts, violations));
        if (!kept.lostRequests().isEmpty()) {
            violations.note(
                    "refund requests not counted in partitions "
                            + kept.lostRequests()
                            + ": retention took some");
        }
    }

    private static void compensations(
            String key, LedgerRow row, Facts facts, Violations violations) {
        int found = facts.compensations().size();
        violations.require(
                row.getCompensations() == found,
                () ->
                        key
                                + " has "
                                + found
                                + " compensations, its row counts "
                                + row.getCompensations());
        violations.require(
                row.getState() != TransactionState.UNTRACKED || found > 0,
                () -> key + " is UNTRACKED, but has no compensation");
    }

    private static void requests(
            String key, LedgerRow row, Facts facts, Log.Kept kept, Violations violations) {
        List<OutcomeRecord.Event> events = facts.givenBack();
        boolean counted = events.isEmpty() || kept.requests(events.get(0).at().partition());
        if (!counted) {
            return;
        }
        int found = facts.requests().size();
        violations.require(
                row.getRefundRequests() == found,
                () ->
                        key
                                + " has "
                                + found
                                + " refund requests, its row counts "
                                + row.getRefundRequests());
        if (row.getRefund().isPresent() && !facts.contradictory()) {
            events.forEach(event -> asked(event, facts, violations));
        }
    }

    private static void asked(OutcomeRecord.Event event, Facts facts, Violations violations) {
        Place place = PaymentsCited.placeOf(event);
        violations.require(
                facts.requests().stream().anyMatch(request -> request.cause().equals(place)),
                () -> event.describe() + " is in the ledger, but was not asked of the gateway");
    }

    private static void without(Facts facts, Violations violations) {
        int outputs = facts.compensations().size() + facts.requests().size();
        if (outputs > 0) {
            violations.checked();
            violations.found(facts.key() + " has no row, but " + outputs + " records were emitted");
        }
    }
}
