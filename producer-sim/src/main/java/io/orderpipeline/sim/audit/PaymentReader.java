package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.compensation.SettlePayment;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.refund.RefundPayment;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import java.util.Optional;

/** Makes compact records of what was decoded from the topics of the payments. Pure. */
final class PaymentReader {

    private PaymentReader() {}

    /**
     * @param bytes fingerprint of key and value
     * @param decoded absent when the value is none
     */
    static JournalRecord journal(
            Place at,
            long timestampMs,
            String key,
            long bytes,
            Optional<PaymentTransaction> decoded) {
        Optional<JournalRecord.Entry> entry = decoded.map(PaymentReader::entry);
        Optional<String> flaw =
                entry.isEmpty()
                        ? Optional.of("it cannot be decoded")
                        : JournalForm.flaw(key, entry.get());
        return new JournalRecord(at, timestampMs, bytes, entry, flaw);
    }

    private static JournalRecord.Entry entry(PaymentTransaction transaction) {
        if (transaction.getPayload() instanceof PaymentCaptured captured) {
            return new JournalRecord.Entry(
                    claim(transaction, captured.getAmount()),
                    captured.getRegion(),
                    Optional.empty());
        }
        PaymentRefunded refunded = (PaymentRefunded) transaction.getPayload();
        return new JournalRecord.Entry(
                claim(transaction, refunded.getAmount()), "", Optional.of(refunded.getRefundId()));
    }

    private static Claim claim(PaymentTransaction transaction, Money amount) {
        return new Claim(
                transaction.getOrderId(), transaction.getTransactionId(), Amount.of(amount));
    }

    /** The record as the decider's input, and what it says beyond. */
    static CompensationRecord compensation(
            Place at, long timestampMs, String key, long bytes, Optional<Compensation> decoded) {
        return new CompensationRecord(
                new CommandRecord(at, timestampMs, bytes, decoded.map(PaymentReader::body)),
                key,
                decoded.map(PaymentReader::issue));
    }

    /** When it was issued is no part of the body: repetitions tell another time. */
    private static CommandRecord.Body body(Compensation compensation) {
        String type = compensation.getPayload().getClass().getSimpleName();
        String payload = compensation.getPayload().toString();
        return new CommandRecord.Body(
                compensation.getCommandId(),
                compensation.getOrderId(),
                type,
                Digest.of(payload),
                Digest.of(compensation.getTransactionId() + " " + type + " " + payload));
    }

    private static CompensationRecord.Issue issue(Compensation compensation) {
        SettlePayment settle = (SettlePayment) compensation.getPayload();
        Claim claim =
                new Claim(
                        compensation.getOrderId(),
                        compensation.getTransactionId(),
                        Amount.of(settle.getAmount()));
        return new CompensationRecord.Issue(claim, compensation.getIssuedAt().toEpochMilli());
    }

    static RequestRecord request(Position at, String key, RefundRequest request) {
        RefundPayment refund = (RefundPayment) request.getPayload();
        return new RequestRecord(
                at,
                key,
                request.getRefundId(),
                new Claim(
                        request.getOrderId(),
                        request.getTransactionId(),
                        Amount.of(refund.getAmount())),
                refund.getReason(),
                request.getRequestedAt().toEpochMilli(),
                RecordReader.cause(request.getCause()));
    }
}
