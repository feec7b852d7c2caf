package io.orderpipeline.query;

import io.orderpipeline.query.command.ClientCommand;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the decider writes about commands. */
final class Endings {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private Endings() {}

    static Cause at(int partition, long offset) {
        return new Cause("order.command", partition, offset);
    }

    /** It was fulfilled. */
    static Committed fulfilled(ClientCommand command, long version, Cause cause) {
        return event(command, version, cause, new OrderFulfilled("s-1"));
    }

    static Committed event(ClientCommand command, long version, Cause cause, Object payload) {
        return new Committed.Event(
                cause.getPartition(),
                900,
                new OrderEvent(
                        command.orderId(),
                        version,
                        version,
                        command.commandId(),
                        7L,
                        cause,
                        NOON,
                        payload));
    }

    /** It was refused at version 3. */
    static Committed refused(ClientCommand command, RejectionReason reason, Cause cause) {
        return refused(command, reason, cause, null);
    }

    /** A resend of what ended so. */
    static Committed duplicate(ClientCommand command, CommandOutcome first, Cause cause) {
        return refused(command, RejectionReason.DUPLICATE_COMMAND, cause, first);
    }

    static CommandOutcome accepted(long version) {
        return new CommandOutcome(OutcomeKind.ACCEPTED, version, null);
    }

    static CommandOutcome rejected(long version, RejectionReason reason) {
        return new CommandOutcome(OutcomeKind.REJECTED, version, reason);
    }

    private static Committed refused(
            ClientCommand command,
            RejectionReason reason,
            Cause cause,
            @Nullable CommandOutcome first) {
        return new Committed.Rejection(
                cause.getPartition(),
                901,
                new OrderRejection(
                        command.orderId(),
                        command.commandId(),
                        7L,
                        first == null ? 4L : null,
                        reason,
                        "this is why: " + reason.name().toLowerCase(Locale.ROOT),
                        3L,
                        cause,
                        NOON,
                        first));
    }
}
