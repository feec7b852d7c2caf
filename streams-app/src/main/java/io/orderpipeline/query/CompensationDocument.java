package io.orderpipeline.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderpipeline.query.OrderDocument.Money;
import io.orderpipeline.query.OrderDocument.Origin;
import io.orderpipeline.schema.ledger.Capture;
import io.orderpipeline.schema.ledger.LedgerRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the payment ledger as responses write it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompensationDocument(
        String orderId,
        String transactionId,
        String state,
        String enteredAt,
        @Nullable Money amount,
        @Nullable String region,
        @Nullable String capturedAt,
        int compensations,
        int refundRequests,
        int attempts,
        @Nullable String dueAt,
        @Nullable Citation payment,
        @Nullable Citation refund,
        @Nullable String refundReason,
        @Nullable String refundedAt,
        @Nullable String escalation,
        @Nullable String contradiction,
        @Nullable Action lastAction) {

    /** An event of the order that names the transaction, and where it stands. */
    record Citation(Origin event, String commandTopic, Money amount, String citedAt) {
        static Citation of(io.orderpipeline.schema.ledger.Citation citation) {
            return new Citation(
                    Origin.of(citation.getEvent()),
                    citation.getCommandTopic(),
                    Money.of(citation.getAmount()),
                    citation.getCitedAt().toString());
        }
    }

    /** What an operator did. */
    record Action(String kind, String operator, String reason, String actedAt) {
        static Action of(io.orderpipeline.schema.ledger.OperatorAction action) {
            return new Action(
                    action.getKind().name(),
                    action.getOperator(),
                    action.getReason(),
                    action.getActedAt().toString());
        }
    }

    public static CompensationDocument of(LedgerRow row) {
        return new CompensationDocument(
                row.getOrderId(),
                row.getTransactionId(),
                row.getState().name(),
                row.getEnteredAt().toString(),
                row.getCapture().map(Capture::getAmount).map(Money::of).orElse(null),
                row.getCapture().map(Capture::getRegion).orElse(null),
                row.getCapture().map(Capture::getCapturedAt).map(Instant::toString).orElse(null),
                row.getCompensations(),
                row.getRefundRequests(),
                row.getAttempts(),
                row.getDueAt().map(Instant::toString).orElse(null),
                row.getPayment().map(Citation::of).orElse(null),
                row.getRefund().map(Citation::of).orElse(null),
                row.getRefundReason().map(Enum::name).orElse(null),
                row.getRefundedAt().map(Instant::toString).orElse(null),
                row.getEscalation().orElse(null),
                row.getContradiction().orElse(null),
                row.getAction().map(Action::of).orElse(null));
    }
}
