package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;

/** One record of a script, before anybody has thought of what must become of it. */
sealed interface Draft {

    /** When it is sent, in milliseconds of simulated time. */
    long atMs();

    /** A client or the gateway tells the order something. */
    record Command(long atMs, SentKind kind, OrderCommand command) implements Draft {}

    /** The gateway journals a capture. */
    record Captured(long atMs, PaymentTransaction transaction, Confirmation confirmation)
            implements Draft {

        String transactionId() {
            return transaction.getTransactionId();
        }

        Money amount() {
            return ((PaymentCaptured) transaction.getPayload()).getAmount();
        }
    }
}
