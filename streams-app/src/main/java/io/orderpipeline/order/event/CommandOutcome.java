package io.orderpipeline.order.event;

import java.util.Optional;

/**
 * How a command ended when it was first handled.
 *
 * @param version the order's version right after it
 * @param rejection why it was rejected; empty when it was accepted
 */
public record CommandOutcome(long version, Optional<RejectionReason> rejection) {

    /** The command led to events, the last of which has {@code version}. */
    public static CommandOutcome accepted(long version) {
        return new CommandOutcome(version, Optional.empty());
    }

    /** The command was refused when the order was at {@code version}. */
    public static CommandOutcome rejected(long version, RejectionReason reason) {
        return new CommandOutcome(version, Optional.of(reason));
    }

    @Override
    public String toString() {
        String kind = rejection.map(reason -> "rejected as " + reason).orElse("accepted");
        return kind + " at version " + version;
    }
}
