package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.Capture;
import io.orderpipeline.schema.ledger.Citation;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.OperatorAction;
import io.orderpipeline.schema.ledger.OperatorActionKind;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One transaction in the reference tracker's ledger. */
final class ReferenceRow {

    private final String orderId;
    private final String transactionId;
    private @Nullable Capture capture;
    private @Nullable Citation payment;
    private @Nullable Citation refund;
    private @Nullable RefundReason refundReason;
    private @Nullable Instant refundedAt;
    private @Nullable String escalation;
    private @Nullable OperatorAction action;
    private int compensations;
    private int requests;

    ReferenceRow(String orderId, String transactionId) {
        this.orderId = orderId;
        this.transactionId = transactionId;
    }

    void journaled(JournalRecord record) {
        JournalRecord.Entry entry = record.entry().orElseThrow();
        Instant time = Instant.ofEpochMilli(record.timestampMs());
        if (entry.refundId().isPresent()) {
            refundedAt = refundedAt == null ? time : refundedAt;
            escalation = null;
        } else {
            capture = new Capture(entry.claim().amount().money(), entry.region(), time);
        }
    }

    void cited(OutcomeRecord.Event event) {
        escalation = null;
        Citation citation =
                new Citation(
                        new Cause("order.event", event.at().partition(), event.at().offset()),
                        event.cause().topic(),
                        event.claim().orElseThrow().amount().money(),
                        Instant.ofEpochMilli(event.handledAtMs()));
        if (event.fact().refund().isPresent()) {
            refund = citation;
            refundReason = event.fact().refund().get().reason();
        } else {
            payment = citation;
        }
    }

    boolean uncited() {
        return payment == null && refund == null;
    }

    void compensated() {
        compensations++;
    }

    void requested() {
        requests++;
    }

    void escalated() {
        escalation = "attempts exhausted";
    }

    void acted(OutcomeRecord.Event event) {
        Fact.Intervention did = event.fact().intervention().orElseThrow();
        Instant time = Instant.ofEpochMilli(event.handledAtMs());
        action = new OperatorAction(did.kind(), did.operator(), did.reason(), time);
        escalation = null;
    }

    LedgerRow row() {
        return new LedgerRow(
                orderId,
                transactionId,
                state(),
                ReferenceRun.START,
                capture,
                payment,
                refund,
                refundReason,
                refundedAt,
                1,
                compensations,
                requests,
                null,
                escalation,
                action,
                null);
    }

    private TransactionState state() {
        if (escalation != null) {
            return TransactionState.ESCALATED;
        }
        if (action != null && action.getKind() == OperatorActionKind.RESOLVED) {
            return TransactionState.RESOLVED;
        }
        if (refund != null) {
            return refundedAt == null
                    ? TransactionState.REFUND_REQUESTED
                    : TransactionState.REFUNDED;
        }
        if (payment != null) {
            return paid(payment);
        }
        return compensations == 0 ? TransactionState.PENDING : TransactionState.UNTRACKED;
    }

    private TransactionState paid(Citation by) {
        if (capture == null) {
            return TransactionState.CITED;
        }
        return by.getCommandTopic().equals("order.command")
                ? TransactionState.TRACKED
                : TransactionState.RECOVERED;
    }
}
