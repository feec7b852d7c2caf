package io.orderpipeline.query.stream;

/** The stream is over; ordinary, so without a stack trace. */
final class StreamEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who ended it. */
    enum Cause {
        /** The client went away. */
        CLIENT,
        /** The client did not keep up. */
        SLOW,
        /** What was to be sent is not to be had. */
        UNAVAILABLE,
        /** The process stops. */
        CLOSING
    }

    private final Cause cause;

    /**
     * Says why.
     *
     * @param reason what clients are told
     */
    StreamEndedException(Cause cause, String reason) {
        super(reason, null, false, false);
        this.cause = cause;
    }

    static StreamEndedException client() {
        return new StreamEndedException(Cause.CLIENT, "The client is gone.");
    }

    static StreamEndedException unavailable(String detail) {
        return new StreamEndedException(
                Cause.UNAVAILABLE, detail + " Reconnect with the last id to go on.");
    }

    Cause endedBy() {
        return cause;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
