package io.orderpipeline.order.command;

import io.orderpipeline.order.Identifier;
import io.orderpipeline.order.TransactionId;
import java.util.Optional;

/** Who intervenes, and why. */
public record Operator(String name, String reason) {

    /** The longest reason, in characters. */
    public static final int MAX_REASON_LENGTH = 500;

    /** What is wrong with an intervention by this operator; empty when nothing is. */
    Optional<String> problemWith(String transactionId) {
        if (!TransactionId.isValid(transactionId)) {
            return Optional.of(
                    "transactionId '" + transactionId + "' is not " + TransactionId.RULE);
        }
        if (!Identifier.isValid(name)) {
            return Optional.of("operator '" + name + "' is not " + Identifier.RULE);
        }
        return reason.isBlank() || reason.length() > MAX_REASON_LENGTH
                ? Optional.of(
                        "reason has %d characters; allowed are 1 to %d, not all blank"
                                .formatted(reason.length(), MAX_REASON_LENGTH))
                : Optional.empty();
    }
}
