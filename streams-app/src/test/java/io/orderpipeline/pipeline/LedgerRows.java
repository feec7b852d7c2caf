package io.orderpipeline.pipeline;

import io.orderpipeline.schema.ledger.Capture;
import io.orderpipeline.schema.ledger.Citation;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.OperatorAction;
import io.orderpipeline.schema.ledger.OperatorActionKind;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.refund.RefundReason;
import java.time.Instant;

/** Rows of the ledger as the tracker writes them. */
public final class LedgerRows {

    public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static final Money AMOUNT = new Money(2_500L, "EUR");

    private LedgerRows() {}

    /** A capture in this state since noon and so many seconds. */
    public static LedgerRow row(
            String transactionId, String orderId, TransactionState state, long secondsAfterNoon) {
        return builder(transactionId, orderId, state, secondsAfterNoon).build();
    }

    private static LedgerRow.Builder builder(
            String transactionId, String orderId, TransactionState state, long secondsAfterNoon) {
        return LedgerRow.newBuilder()
                .setOrderId(orderId)
                .setTransactionId(transactionId)
                .setState(state)
                .setEnteredAt(NOON.plusSeconds(secondsAfterNoon))
                .setCapture(new Capture(AMOUNT, "eu-west", NOON))
                .setAttempts(0)
                .setCompensations(0)
                .setRefundRequests(0);
    }

    /** One that waits for a person, for the given reason. */
    public static LedgerRow escalated(
            String transactionId, String orderId, long secondsAfterNoon, String why) {
        return builder(transactionId, orderId, TransactionState.ESCALATED, secondsAfterNoon)
                .setCompensations(5)
                .setEscalation(why)
                .build();
    }

    /** One with everything that a row can have. */
    public static LedgerRow complete(String transactionId, String orderId) {
        return builder(transactionId, orderId, TransactionState.ESCALATED, 60)
                .setAttempts(3)
                .setCompensations(4)
                .setRefundRequests(5)
                .setPayment(citation(7, "order.command", 10))
                .setRefund(citation(8, "order.compensation", 20))
                .setRefundReason(RefundReason.ALREADY_PAID)
                .setRefundedAt(NOON.plusSeconds(30))
                .setDueAt(NOON.plusSeconds(90))
                .setEscalation("5 refund requests were not answered")
                .setContradiction("a capture of 1 after one of 4000")
                .setAction(
                        new OperatorAction(
                                OperatorActionKind.RETRIED,
                                "ada",
                                "the gateway was down",
                                NOON.plusSeconds(40)))
                .build();
    }

    private static Citation citation(long offset, String commandTopic, long secondsAfterNoon) {
        return new Citation(
                new Cause("order.event", 3, offset),
                commandTopic,
                AMOUNT,
                NOON.plusSeconds(secondsAfterNoon));
    }
}
