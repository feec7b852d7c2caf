package io.orderpipeline.order.compensation;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.event.RefundReason;
import java.time.Instant;

/**
 * What the tracker asks of others. To ask again is harmless: the ids derive from the transaction.
 */
public sealed interface Output {

    /** Calls the case of this kind of output. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of output. */
    interface Cases<R> {
        R compensate(Compensate output);

        R refund(Refund output);
    }

    /**
     * Asks the decider to settle the transaction.
     *
     * @param issuedAt the deadline that had passed
     */
    record Compensate(String orderId, SettlePayment command, Instant issuedAt) implements Output {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compensate(this);
        }
    }

    /**
     * Asks the gateway to give the money back.
     *
     * @param cause the event that ordered it
     * @param requestedAt the time of that event
     */
    record Refund(
            String orderId,
            String transactionId,
            Money amount,
            RefundReason reason,
            Cause cause,
            Instant requestedAt)
            implements Output {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refund(this);
        }
    }
}
