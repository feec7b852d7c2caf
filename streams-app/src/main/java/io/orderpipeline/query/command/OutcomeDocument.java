package io.orderpipeline.query.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended, as responses write it. What it does not have is left out.
 *
 * @param events types of its events
 * @param duplicate true when an earlier record of the same command had the outcome
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record OutcomeDocument(
        String orderId,
        String commandId,
        String outcome,
        long version,
        List<String> events,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Boolean duplicate) {

    /** Of a command that is not answered yet; {@code status} is where to look. */
    record Pending(String orderId, String commandId, String outcome, String status) {
        static Pending of(ClientCommand command) {
            return new Pending(
                    command.orderId(),
                    command.commandId(),
                    "PENDING",
                    CommandRoutes.status(command));
        }
    }

    static OutcomeDocument of(String orderId, String commandId, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted(orderId, commandId, accepted, null);
        }
        Outcome.Rejected rejected = (Outcome.Rejected) outcome;
        return new OutcomeDocument(
                orderId,
                commandId,
                "REJECTED",
                rejected.version(),
                List.of(),
                rejected.reason(),
                rejected.detail(),
                null);
    }

    static OutcomeDocument of(ClientCommand command, Outcome.Accepted outcome, boolean duplicate) {
        return accepted(
                command.orderId(), command.commandId(), outcome, duplicate ? Boolean.TRUE : null);
    }

    private static OutcomeDocument accepted(
            String orderId,
            String commandId,
            Outcome.Accepted accepted,
            @Nullable Boolean duplicate) {
        return new OutcomeDocument(
                orderId,
                commandId,
                "ACCEPTED",
                accepted.version(),
                accepted.types(),
                null,
                null,
                duplicate);
    }
}
