package io.orderpipeline.stack;

/** The stack could not be started or found. The message says what to do. */
public class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public StackException(String message) {
        super(message);
    }

    /** With a message for the user and the cause. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
