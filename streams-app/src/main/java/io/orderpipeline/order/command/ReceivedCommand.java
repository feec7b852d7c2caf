package io.orderpipeline.order.command;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.Identifier;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A command as it stands in the log: its body, whom it addresses, where and when it was received.
 *
 * @param expectedVersion present when the client wants the order to be at exactly this version
 * @param receivedAt the broker's time, which is the time of everything that follows from the
 *     command
 */
public record ReceivedCommand(
        String orderId,
        String commandId,
        OptionalLong expectedVersion,
        Command body,
        Cause cause,
        Instant receivedAt) {

    /**
     * Checks the ids.
     *
     * @throws IllegalArgumentException when an id is malformed: such a command cannot be answered
     */
    public ReceivedCommand {
        requireIdentifier("orderId", orderId);
        requireIdentifier("commandId", commandId);
    }

    private static void requireIdentifier(String field, String value) {
        if (!Identifier.isValid(value)) {
            String shown = value.substring(0, Math.min(value.length(), Identifier.MAX_LENGTH));
            throw new IllegalArgumentException(
                    "%s '%s' (%d characters) is not %s"
                            .formatted(field, shown, value.length(), Identifier.RULE));
        }
    }
}
