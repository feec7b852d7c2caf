package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.Capture;
import io.orderpipeline.schema.ledger.Citation;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The part of I5 that is about the tracker: each row of its ledger equals the auditor's own fold of
 * the journal and the events. The topics do not say what time has done; where that matters, a row
 * may be in any of the states that the facts allow.
 */
final class LedgerFolds {

    private LedgerFolds() {}

    static void check(Evidence evidence, Payments payments, Violations violations) {
        if (!evidence.tracked()) {
            violations.require(
                    evidence.log().payments().compensations().isEmpty()
                            && evidence.log().payments().requests().isEmpty(),
                    () -> "there are compensations or refund requests, but no ledger of a tracker");
            return;
        }
        for (Facts facts : payments.all()) {
            if (facts.moved()) {
                violations.checked();
                row(facts, Optional.ofNullable(evidence.rows().get(facts.key())), violations);
            }
        }
        evidence.rows()
                .forEach(
                        (key, record) -> {
                            if (payments.of(key).filter(Facts::moved).isEmpty()) {
                                violations.checked();
                                violations.found(key + " has a row that no record explains");
                            }
                        });
    }

    private static void row(Facts facts, Optional<RowRecord> record, Violations violations) {
        Optional<LedgerRow> row = record.flatMap(RowRecord::row);
        if (row.isEmpty()) {
            violations.found(
                    facts.key()
                            + record.flatMap(RowRecord::unreadable)
                                    .map(why -> " has an unreadable row: " + why)
                                    .orElse(" has no row"));
            return;
        }
        List<String> wrong = compare(row.get(), facts);
        if (!wrong.isEmpty()) {
            violations.found(facts.key() + ": " + String.join(", ", wrong));
        }
    }

    private static List<String> compare(LedgerRow row, Facts facts) {
        List<String> wrong = new ArrayList<>();
        differ(wrong, "orderId", row.getOrderId(), facts.orderId());
        differ(wrong, "transactionId", row.getTransactionId(), facts.transactionId());
        differ(wrong, "capture", row.getCapture(), facts.capture().flatMap(LedgerFolds::capture));
        differ(wrong, "payment", row.getPayment(), citation(facts.payments()));
        differ(wrong, "refund", row.getRefund(), citation(facts.givenBack()));
        differ(wrong, "refundReason", row.getRefundReason(), reason(facts));
        differ(
                wrong,
                "refundedAt",
                row.getRefundedAt(),
                facts.refund().map(each -> Instant.ofEpochMilli(each.timestampMs())));
        Set<TransactionState> allowed = allowed(facts);
        if (!allowed.contains(row.getState())) {
            wrong.add("state is " + row.getState() + ", the records allow " + allowed);
        }
        boolean escalated = row.getState() == TransactionState.ESCALATED;
        differ(wrong, "escalation present", row.getEscalation().isPresent(), escalated);
        if (!Interventions.explain(row, facts)) {
            wrong.add("action is " + row.getAction().orElse(null) + ", which no event says");
        }
        return wrong;
    }

    /** The states in which the row may be. */
    static Set<TransactionState> allowed(Facts facts) {
        EnumSet<TransactionState> allowed = EnumSet.copyOf(told(facts));
        if (facts.resolved()) {
            allowed.add(TransactionState.RESOLVED);
            allowed.add(TransactionState.ESCALATED); // it paid its order after all
        }
        return allowed;
    }

    private static Set<TransactionState> told(Facts facts) {
        if (facts.contradictory()) {
            return EnumSet.of(TransactionState.ESCALATED);
        }
        if (facts.captures().isEmpty()) {
            return EnumSet.of(TransactionState.CITED, TransactionState.ESCALATED);
        }
        if (facts.cited() && facts.givenBack().isEmpty()) {
            return EnumSet.of(
                    facts.recovered() ? TransactionState.RECOVERED : TransactionState.TRACKED);
        }
        if (!facts.refunds().isEmpty()) {
            return EnumSet.of(TransactionState.REFUNDED);
        }
        return facts.cited()
                ? EnumSet.of(TransactionState.REFUND_REQUESTED, TransactionState.ESCALATED)
                : EnumSet.of(
                        TransactionState.PENDING,
                        TransactionState.UNTRACKED,
                        TransactionState.ESCALATED);
    }

    private static Optional<Capture> capture(JournalRecord record) {
        return record.entry()
                .map(
                        entry ->
                                new Capture(
                                        entry.claim().amount().money(),
                                        entry.region(),
                                        Instant.ofEpochMilli(record.timestampMs())));
    }

    private static Optional<Citation> citation(List<OutcomeRecord.Event> events) {
        return events.stream().findFirst().map(LedgerFolds::citation);
    }

    private static Citation citation(OutcomeRecord.Event event) {
        Position at = event.at();
        return new Citation(
                new Cause(Topics.ORDER_EVENT.name(), at.partition(), at.offset()),
                event.cause().topic(),
                event.claim().orElseThrow().amount().money(),
                Instant.ofEpochMilli(event.handledAtMs()));
    }

    private static Optional<RefundReason> reason(Facts facts) {
        return facts.givenBack().stream()
                .findFirst()
                .flatMap(event -> event.fact().refund())
                .map(Fact.Refund::reason);
    }

    private static void differ(List<String> wrong, String field, Object row, Object fold) {
        if (!Objects.equals(row, fold)) {
            wrong.add(field + " is " + text(row) + " in the row, " + text(fold) + " by the topics");
        }
    }

    private static String text(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("absent")
                : String.valueOf(value);
    }
}
