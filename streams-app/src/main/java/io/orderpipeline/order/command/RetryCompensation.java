package io.orderpipeline.order.command;

import java.util.Optional;

/** An operator has an escalated transaction tried again. */
public record RetryCompensation(String transactionId, Operator by) implements Command {

    @Override
    public Optional<String> problem() {
        return by.problemWith(transactionId);
    }

    @Override
    public void writeTo(CanonicalForm form) {
        form.text("RetryCompensation").text(transactionId).text(by.name()).text(by.reason());
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.retryCompensation(this);
    }
}
