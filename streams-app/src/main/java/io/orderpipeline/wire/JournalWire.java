package io.orderpipeline.wire;

import io.orderpipeline.order.Identifier;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.TransactionId;
import io.orderpipeline.order.compensation.Capture;
import io.orderpipeline.order.compensation.Observation;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import java.time.Instant;

/** Records of {@code payment.transaction}, the gateway's journal. */
public final class JournalWire {

    private JournalWire() {}

    /**
     * What the record says of its transaction.
     *
     * @param at the broker's timestamp of the record
     * @throws IllegalArgumentException when an id, the region or the amount is malformed, or the
     *     payload's type is unknown
     */
    public static Observation read(PaymentTransaction record, Instant at) {
        require(
                TransactionId.isValid(record.getTransactionId()),
                "transactionId",
                TransactionId.RULE);
        require(Identifier.isValid(record.getOrderId()), "orderId", Identifier.RULE);
        if (record.getPayload() instanceof PaymentCaptured captured) {
            Money amount = amount(captured.getAmount());
            require(Identifier.isValid(captured.getRegion()), "region", Identifier.RULE);
            return new Observation.Captured(new Capture(amount, captured.getRegion(), at));
        }
        if (record.getPayload() instanceof PaymentRefunded refunded) {
            return new Observation.Refunded(amount(refunded.getAmount()), at);
        }
        throw new UnknownPayloadException("payment.transaction", record.getPayload());
    }

    private static Money amount(io.orderpipeline.schema.money.Money money) {
        Money amount = ValueWire.read(money);
        require(amount.isValid(), "amount", Money.RULE);
        return amount;
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is not " + rule);
        }
    }
}
