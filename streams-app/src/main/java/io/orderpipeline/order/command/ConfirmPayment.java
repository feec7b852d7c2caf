package io.orderpipeline.order.command;

import io.orderpipeline.order.Identifier;
import io.orderpipeline.order.Money;
import java.util.Optional;

/** Says that the gateway captured a payment for the order. */
public record ConfirmPayment(String transactionId, Money amount) implements Command {

    @Override
    public Optional<String> problem() {
        if (!Identifier.isValid(transactionId)) {
            return Optional.of("transactionId '" + transactionId + "' is not " + Identifier.RULE);
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
