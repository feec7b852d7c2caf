package io.orderpipeline.query.command;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import java.util.List;
import java.util.Optional;

/**
 * The end of one record of a command, read from what it caused. A command that is accepted has one
 * event, so that each record is the whole of an outcome.
 *
 * @param duplicate whether an earlier record of the same command had the outcome
 */
record Ending(String commandId, Cause cause, Outcome outcome, boolean duplicate) {

    static Ending of(Committed committed) {
        return committed instanceof Committed.Event event
                ? of(event.record())
                : of(((Committed.Rejection) committed).record());
    }

    private static Ending of(OrderEvent event) {
        String type = event.getPayload().getClass().getSimpleName();
        return new Ending(
                event.getCommandId(),
                event.getCause(),
                new Outcome.Accepted(event.getVersion(), List.of(type)),
                false);
    }

    private static Ending of(OrderRejection rejection) {
        boolean duplicate = rejection.getReason() == RejectionReason.DUPLICATE_COMMAND;
        Outcome refusal =
                refusal(
                        rejection.getCurrentVersion(),
                        rejection.getReason(),
                        rejection.getDetail());
        return new Ending(
                rejection.getCommandId(),
                rejection.getCause(),
                duplicate ? first(rejection).orElse(refusal) : refusal,
                duplicate);
    }

    /** What the first record of the command came to; absent where a newer decider says more. */
    private static Optional<Outcome> first(OrderRejection resend) {
        return resend.getOriginalOutcome().flatMap(first -> first(first, resend.getDetail()));
    }

    private static Optional<Outcome> first(CommandOutcome first, String detail) {
        return first.getKind() == OutcomeKind.ACCEPTED
                ? Optional.of(new Outcome.Accepted(first.getVersion(), List.of()))
                : first.getReason().map(reason -> refusal(first.getVersion(), reason, detail));
    }

    private static Outcome refusal(long version, RejectionReason reason, String detail) {
        return new Outcome.Rejected(version, reason.name(), detail);
    }
}
