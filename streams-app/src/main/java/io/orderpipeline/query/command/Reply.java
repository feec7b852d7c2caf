package io.orderpipeline.query.command;

/** What a client is told about a command that was taken from it. */
sealed interface Reply {

    /** It has ended. */
    record Ended(Outcome outcome, boolean duplicate) implements Reply {}

    /** It may be in the log, and end yet. */
    record Pending() implements Reply {}

    /** It is not in the log and will not be. */
    record NotSent() implements Reply {}
}
