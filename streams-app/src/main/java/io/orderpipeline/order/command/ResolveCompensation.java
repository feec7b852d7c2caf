package io.orderpipeline.order.command;

import java.util.Optional;

/** An operator says that an escalated transaction needs nothing more. */
public record ResolveCompensation(String transactionId, Operator by) implements Command {

    @Override
    public Optional<String> problem() {
        return by.problemWith(transactionId);
    }

    @Override
    public void writeTo(CanonicalForm form) {
        form.text("ResolveCompensation").text(transactionId).text(by.name()).text(by.reason());
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.resolveCompensation(this);
    }
}
