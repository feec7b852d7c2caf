package io.orderpipeline.order.command;

import java.util.Optional;

/** Cancels an order that is not paid yet. */
public record CancelOrder(String reason) implements Command {

    /** The longest reason, in characters. */
    public static final int MAX_REASON_LENGTH = 500;

    @Override
    public Optional<String> problem() {
        return reason.length() <= MAX_REASON_LENGTH
                ? Optional.empty()
                : Optional.of(
                        "reason has %d characters; allowed are %d"
                                .formatted(reason.length(), MAX_REASON_LENGTH));
    }

    @Override
    public void writeTo(CanonicalForm form) {
        form.text("CancelOrder").text(reason);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.cancel(this);
    }
}
