package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of P that is about captures: each stands where its plan ends, unless it is under way
 * still. A compensation may overtake a confirmation that comes late: then the payment is recovered
 * instead of tracked, the confirmation is refused, and the order stands where it was to stand.
 */
final class CapturesEnd {

    private static final String TRACKED = "TRACKED";
    private static final Outcome PAID = Outcome.event("PaymentConfirmed");
    private static final Set<Outcome> TOO_LATE =
            Set.of(
                    Outcome.rejection(RejectionReason.PAYMENT_ALREADY_APPLIED),
                    Outcome.rejection(RejectionReason.VERSION_CONFLICT));

    private final Map<String, String> wrong = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> overtaken = new HashSet<>();
    private long checked;

    private CapturesEnd() {}

    static CapturesEnd of(Evidence evidence, Payments payments) {
        CapturesEnd captures = new CapturesEnd();
        evidence.ledgers().stream()
                .flatMap(ledger -> ledger.captures().stream())
                .forEach(line -> captures.add(line, evidence, payments));
        return captures;
    }

    private void add(Line.Captured line, Evidence evidence, Payments payments) {
        String key = Ledgered.claim(line).key();
        Optional<String> end =
                line.fate() == Fate.ACKNOWLEDGED
                        ? end(payments.of(key), Optional.ofNullable(evidence.rows().get(key)))
                        : Optional.empty();
        if (end.isEmpty()) {
            open.add(line.order());
            return;
        }
        checked++;
        if (line.expected().equals(TRACKED) && end.get().equals("RECOVERED")) {
            overtaken.add(line.order());
        } else if (!line.expected().equals(end.get())) {
            wrong.put(key, key + " is " + end.get() + ", planned was " + line.expected());
        }
    }

    /** Absent while it is under way, and when an operator closed it. */
    private static Optional<String> end(Optional<Facts> facts, Optional<RowRecord> record) {
        if (facts.filter(Facts::tracked).isPresent()) {
            return Optional.of(TRACKED);
        }
        if (facts.filter(Facts::recovered).isPresent()) {
            return Optional.of("RECOVERED");
        }
        if (facts.filter(each -> !each.refunds().isEmpty()).isPresent()) {
            return Optional.of("REFUNDED");
        }
        return record.flatMap(RowRecord::row)
                .map(LedgerRow::getState)
                .filter(state -> state == TransactionState.ESCALATED)
                .map(Enum::name);
    }

    /** Whether a capture of this order has not come to its end. */
    boolean open(String order) {
        return open.contains(order);
    }

    /** Whether a confirmation ended as one does that a compensation overtook. */
    boolean overtook(String order, Outcome planned, Outcome found) {
        return planned.equals(PAID) && TOO_LATE.contains(found) && overtaken.contains(order);
    }

    void check(Violations violations) {
        violations.checked(checked);
        wrong.values().forEach(violations::found);
        if (!open.isEmpty()) {
            violations.note(open.size() + " orders not judged: a payment of theirs is under way");
        }
        if (!overtaken.isEmpty()) {
            violations.note(overtaken.size() + " confirmations overtaken by compensations");
        }
    }
}
