package io.orderpipeline.pipeline;

/** The topics do not add up to a state: it is the log that is damaged, or a part of it is gone. */
public final class UnfoldableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnfoldableException(String message) {
        super(message);
    }

    UnfoldableException(String message, Throwable cause) {
        super(message, cause);
    }
}
