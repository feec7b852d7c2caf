package io.orderpipeline.query.command;

import io.orderpipeline.query.reply.Problem;

/** What can become of a command but success. */
final class CommandProblems {

    private CommandProblems() {}

    /** A refusal as HTTP has it, by the code of its reason. */
    static Problem rejected(Outcome.Rejected outcome, String path) {
        return switch (outcome.reason()) {
            case "VERSION_CONFLICT" ->
                    of("version-conflict", "The order is at another version", 409, outcome, path);
            case "COMMAND_ID_REUSED" ->
                    of(
                            "idempotency-key-reused",
                            "The key was used for another command",
                            422,
                            outcome,
                            path);
            case "ORDER_NOT_FOUND" ->
                    of("order-not-found", "There is no such order", 404, outcome, path);
            case "INVALID_COMMAND" ->
                    of("invalid-request", "The request is not valid", 400, outcome, path);
            default -> of("command-rejected", "The order does not allow it", 409, outcome, path);
        };
    }

    private static Problem of(
            String type, String title, int status, Outcome.Rejected outcome, String path) {
        return Problem.of(type, title, status, outcome.detail(), path)
                .because(outcome.reason())
                .atVersion(outcome.version());
    }

    static Problem tooManyWaiting(String path) {
        return Problem.of(
                "too-many-waiting",
                "Too many commands at a time",
                503,
                "Nothing was sent; try again.",
                path);
    }

    static Problem notSent(String path) {
        return Problem.of(
                "not-sent",
                "The command could not be sent",
                503,
                "Nothing was sent; the log has the cause. Try again.",
                path);
    }

    static Problem noOutcome(String orderId, String commandId, String path) {
        return Problem.of(
                "no-outcome",
                "No outcome of the command is known",
                404,
                "Nothing is known of command %s of order %s. It may come yet; to be sure, send it again with the same key."
                        .formatted(commandId, orderId),
                path);
    }
}
