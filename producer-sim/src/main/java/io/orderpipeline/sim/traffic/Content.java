package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import java.util.Optional;

/** What a record that is sent is made of. */
public sealed interface Content
        permits Content.Wellformed, Content.Astray, Content.Capture, Poison {

    /** The record key; absent is a null key. */
    Optional<String> key();

    /** A command that can be decoded, under its order's key. */
    record Wellformed(OrderCommand command) implements Content {

        @Override
        public Optional<String> key() {
            return Optional.of(command.getOrderId());
        }
    }

    /** A command under its order's key, sent to a partition that is not the order's. */
    record Astray(OrderCommand command) implements Content {

        @Override
        public Optional<String> key() {
            return Optional.of(command.getOrderId());
        }
    }

    /**
     * A capture that the payment gateway journals on payment.transaction.
     *
     * @param transaction the journal record; its payload is a {@code PaymentCaptured}
     * @param confirmation what the gateway does to tell the order
     * @param end where the transaction must stand in the end
     */
    record Capture(PaymentTransaction transaction, Confirmation confirmation, End end)
            implements Content {

        /** What the gateway does to tell the order of the payment. */
        public enum Confirmation {
            /** A ConfirmPayment follows on order.command. */
            SENT,
            /** None follows: the incident. */
            DROPPED
        }

        /** Where a transaction must stand when everything has settled; as in the ledger. */
        public enum End {
            /** The original confirmation paid the order. */
            TRACKED,
            /** A compensation paid the order. */
            RECOVERED,
            /** The money went back. */
            REFUNDED
        }

        @Override
        public Optional<String> key() {
            return Optional.of(transaction.getOrderId());
        }
    }
}
