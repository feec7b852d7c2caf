package io.orderpipeline.query;

/** Sends what operators decide, as commands in the log like any other. Safe for many threads. */
@FunctionalInterface
public interface OperatorCommands {

    /** Sends it and waits a few seconds for the broker's word. */
    Fate send(Intervention intervention);

    /** What an operator wants done about a payment transaction. */
    record Intervention(
            String commandId,
            String orderId,
            String transactionId,
            Action action,
            String operator,
            String reason) {}

    /** What can be done. */
    enum Action {
        /** It is tried again from the beginning. */
        RETRY("retry"),
        /** It needs nothing more. */
        RESOLVE("resolve");

        private final String label;

        Action(String label) {
            this.label = label;
        }

        /** The action as paths and documents write it. */
        String label() {
            return label;
        }
    }

    /** What became of a command. */
    enum Fate {
        /** It is in the log. */
        ACCEPTED,
        /** It may be in the log, or come into it yet: a time-out is not a failure. */
        UNKNOWN,
        /** It is not in the log and will not be. */
        NOT_SENT
    }
}
