package io.orderpipeline.launcher.rebuild;

/** What was asked for is not done, and the message says why and what to do: exit code 1. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
