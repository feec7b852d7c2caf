package io.orderpipeline.order.command;

import java.util.Optional;

/**
 * What a client, the tracker or an operator wants done to one order; the body without its envelope.
 * Handlers dispatch through {@link #match}, so that a new type of command does not compile until
 * every handler has a case for it.
 */
public sealed interface Command
        permits PlaceOrder,
                ConfirmPayment,
                FulfilOrder,
                CancelOrder,
                SettlePayment,
                RetryCompensation,
                ResolveCompensation {

    /** What makes this body unacceptable whatever the order's state; empty when it is valid. */
    Optional<String> problem();

    /** Writes every field that makes up the body, in a fixed order, for hashing. */
    void writeTo(CanonicalForm form);

    /** Calls the case of this command's type. */
    <R> R match(Cases<R> cases);

    /** One case for each type of command. */
    interface Cases<R> {
        R place(PlaceOrder command);

        R confirmPayment(ConfirmPayment command);

        R fulfil(FulfilOrder command);

        R cancel(CancelOrder command);

        R settle(SettlePayment command);

        R retryCompensation(RetryCompensation command);

        R resolveCompensation(ResolveCompensation command);
    }
}
