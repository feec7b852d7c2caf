package io.orderpipeline.sim.client;

/**
 * Something outside of the program is not as it must be: the broker cannot be reached, a topic is
 * missing. The message says what was tried and what to do next; commands exit with 3.
 */
public final class EnvironmentException extends RuntimeException {

    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
