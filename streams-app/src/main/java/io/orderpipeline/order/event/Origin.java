package io.orderpipeline.order.event;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.command.CanonicalForm;
import io.orderpipeline.order.command.ReceivedCommand;
import java.time.Instant;

/**
 * Where a fact comes from: the command, the hash of its body, its place in the log and the broker's
 * time.
 */
public record Origin(String orderId, String commandId, long commandHash, Cause cause, Instant at) {

    /** The origin of all facts that follow from {@code command}. */
    public static Origin of(ReceivedCommand command) {
        return new Origin(
                command.orderId(),
                command.commandId(),
                CanonicalForm.hash(command),
                command.cause(),
                command.receivedAt());
    }
}
