package io.orderpipeline.stack;

import java.util.List;

/** A member did not start. The message ends with the last lines of its log. */
final class StartFailure extends StackException {

    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    private StartFailure(String message, boolean portTaken) {
        super(message);
        this.portTaken = portTaken;
    }

    static StartFailure died(Member member, List<String> tail) {
        boolean portTaken =
                tail.stream()
                        .anyMatch(
                                line ->
                                        line.contains("Address already in use")
                                                || line.contains("already bound"));
        String hint =
                portTaken
                        ? " Another program listens on one of its ports (" + member.port() + ")."
                        : "";
        return new StartFailure(message(member, "ended while starting." + hint, tail), portTaken);
    }

    static StartFailure silent(Member member, List<String> tail) {
        String what =
                "did not answer on port "
                        + member.port()
                        + " within "
                        + Member.START_PATIENCE.toSeconds()
                        + " s.";
        return new StartFailure(message(member, what, tail), false);
    }

    /** Whether another program took a port first, so that other ports are worth a try. */
    boolean portTaken() {
        return portTaken;
    }

    private static String message(Member member, String what, List<String> tail) {
        return member.name()
                + " "
                + what
                + " Its log is "
                + member.logFile()
                + " and ends with:\n  "
                + String.join("\n  ", tail);
    }
}
