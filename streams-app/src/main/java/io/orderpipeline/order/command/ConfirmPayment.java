package io.orderpipeline.order.command;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.TransactionId;
import java.util.Optional;

/** Says that the gateway captured a payment for the order. */
public record ConfirmPayment(String transactionId, Money amount) implements Command {

    @Override
    public Optional<String> problem() {
        return problemOf(transactionId, amount);
    }

    static Optional<String> problemOf(String transactionId, Money amount) {
        if (!TransactionId.isValid(transactionId)) {
            return Optional.of(
                    "transactionId '" + transactionId + "' is not " + TransactionId.RULE);
        }
        return amount.isValid()
                ? Optional.empty()
                : Optional.of("amount is " + amount + "; allowed is " + Money.RULE);
    }

    @Override
    public void writeTo(CanonicalForm form) {
        form.text("ConfirmPayment").text(transactionId).money(amount);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.confirmPayment(this);
    }
}
