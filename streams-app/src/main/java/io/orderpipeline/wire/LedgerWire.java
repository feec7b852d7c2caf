package io.orderpipeline.wire;

import io.orderpipeline.order.compensation.Capture;
import io.orderpipeline.order.compensation.Chase;
import io.orderpipeline.order.compensation.Citation;
import io.orderpipeline.order.compensation.Facts;
import io.orderpipeline.order.compensation.OperatorAction;
import io.orderpipeline.order.compensation.RefundOrder;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.OperatorActionKind;

/** Values of the tracker's store. States and actions have the same names on both sides. */
public final class LedgerWire {

    private LedgerWire() {}

    /** The transaction that the stored row holds. */
    public static Transaction read(LedgerRow row) {
        return new Transaction(
                row.getOrderId(),
                row.getTransactionId(),
                TransactionState.valueOf(row.getState().name()),
                row.getEnteredAt(),
                readFacts(row),
                new Chase(
                        row.getAttempts(),
                        row.getCompensations(),
                        row.getRefundRequests(),
                        row.getDueAt()),
                row.getEscalation(),
                row.getAction().map(LedgerWire::read));
    }

    /** The row to store. */
    public static LedgerRow write(Transaction transaction) {
        Facts facts = transaction.facts();
        Chase chase = transaction.chase();
        return new LedgerRow(
                transaction.orderId(),
                transaction.transactionId(),
                io.orderpipeline.schema.ledger.TransactionState.valueOf(transaction.state().name()),
                transaction.enteredAt(),
                facts.capture().map(LedgerWire::write).orElse(null),
                facts.payment().map(LedgerWire::write).orElse(null),
                facts.refund().map(order -> write(order.citation())).orElse(null),
                facts.refund().map(order -> OutcomeWire.write(order.reason())).orElse(null),
                facts.refundedAt().orElse(null),
                chase.attempts(),
                chase.compensations(),
                chase.refundRequests(),
                chase.dueAt().orElse(null),
                transaction.escalation().orElse(null),
                transaction.action().map(LedgerWire::write).orElse(null),
                facts.contradiction().orElse(null));
    }

    private static Facts readFacts(LedgerRow row) {
        return new Facts(
                row.getCapture().map(LedgerWire::read),
                row.getPayment().map(LedgerWire::read),
                row.getRefund()
                        .map(
                                citation ->
                                        new RefundOrder(
                                                read(citation),
                                                OutcomeWire.read(
                                                        row.getRefundReason().orElseThrow()))),
                row.getRefundedAt(),
                row.getContradiction());
    }

    private static Capture read(io.orderpipeline.schema.ledger.Capture capture) {
        return new Capture(
                ValueWire.read(capture.getAmount()), capture.getRegion(), capture.getCapturedAt());
    }

    private static io.orderpipeline.schema.ledger.Capture write(Capture capture) {
        return new io.orderpipeline.schema.ledger.Capture(
                ValueWire.write(capture.amount()), capture.region(), capture.at());
    }

    private static Citation read(io.orderpipeline.schema.ledger.Citation citation) {
        return new Citation(
                ValueWire.read(citation.getEvent()),
                citation.getCommandTopic(),
                ValueWire.read(citation.getAmount()),
                citation.getCitedAt());
    }

    private static io.orderpipeline.schema.ledger.Citation write(Citation citation) {
        return new io.orderpipeline.schema.ledger.Citation(
                ValueWire.write(citation.event()),
                citation.commandTopic(),
                ValueWire.write(citation.amount()),
                citation.at());
    }

    private static OperatorAction read(io.orderpipeline.schema.ledger.OperatorAction action) {
        return new OperatorAction(
                OperatorAction.Kind.valueOf(action.getKind().name()),
                action.getOperator(),
                action.getReason(),
                action.getActedAt());
    }

    private static io.orderpipeline.schema.ledger.OperatorAction write(OperatorAction action) {
        return new io.orderpipeline.schema.ledger.OperatorAction(
                OperatorActionKind.valueOf(action.kind().name()),
                action.operator(),
                action.reason(),
                action.at());
    }
}
