package io.orderpipeline.runtime;

/** The surroundings are not what the app needs to start; the message says what to do. */
public final class StartupException extends RuntimeException {

    StartupException(String message) {
        super(message);
    }

    /** For causes whose message already says what to do. */
    StartupException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
