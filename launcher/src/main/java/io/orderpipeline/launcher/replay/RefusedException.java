package io.orderpipeline.launcher.replay;

/**
 * What was asked for cannot be done as things stand; the message says why, and what can be done.
 */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
