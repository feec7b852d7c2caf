package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds all invariants against the evidence. Pure. */
public final class Judge {

    private static final List<Invariant> INVARIANTS =
            List.of(
                    new NothingLost(),
                    new NothingTwice(),
                    new NothingInvented(),
                    new OrderKept(),
                    new StateFolds(),
                    new ClosedBooks(),
                    new AtomicOutputs(),
                    new ValueKept(),
                    new Compensated(),
                    new GenerationsAgree(),
                    new AnswersCommitted(),
                    new AsPlanned());

    private Judge() {}

    /** The verdict; the notes are handed through to the report. */
    public static AuditReport judge(Evidence evidence, List<String> notes) {
        Index index = new Index(evidence.log());
        long acknowledged = acknowledged(evidence);
        List<AuditRow> rows =
                INVARIANTS.stream().map(each -> row(each, evidence, index, acknowledged)).toList();
        TransactionCounts transactions =
                TransactionCounts.of(index.payments(), evidence.rows().values());
        return new AuditReport(rows, counts(evidence, acknowledged), transactions, notes);
    }

    private static AuditRow row(
            Invariant invariant, Evidence evidence, Index index, long acknowledged) {
        Violations violations = new Violations();
        invariant.check(evidence, index, violations);
        AuditRow row = violations.row(invariant);
        if (row.checked() == 0 && acknowledged > 0 && invariant.needsSubjects(evidence)) {
            violations.found(
                    "nothing to check, although ledgers say that "
                            + acknowledged
                            + " records were acknowledged");
            return violations.row(invariant);
        }
        return row;
    }

    private static long acknowledged(Evidence evidence) {
        return evidence.ledgers().stream()
                .mapToLong(ledger -> ledger.count(Fate.ACKNOWLEDGED))
                .sum();
    }

    private static Map<String, Long> counts(Evidence evidence, long acknowledged) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("commands", (long) evidence.log().commands().size());
        counts.put("events", (long) evidence.log().events().size());
        counts.put("rejections", (long) evidence.log().rejections().size());
        counts.put("deadLetters", (long) evidence.log().deadLetters().size());
        counts.put("states", (long) evidence.states().size());
        counts.put("ledgers", (long) evidence.ledgers().size());
        counts.put("ledgerAcknowledged", acknowledged);
        counts.put("ledgerUnknown", unknown(evidence.ledgers()));
        counts.put("reads", reads(evidence));
        return counts;
    }

    private static long reads(Evidence evidence) {
        return evidence.reads().stream().mapToLong(ledger -> ledger.reads().size()).sum();
    }

    private static long unknown(List<Ledger> ledgers) {
        return ledgers.stream().mapToLong(ledger -> ledger.count(Fate.UNKNOWN)).sum();
    }
}
