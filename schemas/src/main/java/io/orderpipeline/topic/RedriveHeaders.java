package io.orderpipeline.topic;

/**
 * Headers of a record that was written again from its dead letter; all values are UTF-8 text. If
 * the record fails again, its next dead letter carries them, so that attempts are counted.
 */
public final class RedriveHeaders {

    /** What all of them begin with. */
    public static final String PREFIX = "order.redrive.";

    /** How often the record has been redriven, decimal, from 1. */
    public static final String ATTEMPTS = PREFIX + "attempts";

    /** The dead letter, {@code <partition>@<offset>} in {@code order.dead-letter}. */
    public static final String LETTER = PREFIX + "letter";

    /** Where the record stood that failed first, {@code <topic>-<partition>@<offset>}. */
    public static final String ORIGIN = PREFIX + "origin";

    private RedriveHeaders() {}
}
