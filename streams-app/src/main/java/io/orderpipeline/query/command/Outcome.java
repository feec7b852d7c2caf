package io.orderpipeline.query.command;

import java.util.List;

/** How a command ended when it was first handled. */
public sealed interface Outcome {

    /** The order's version right after it; 0 when no event had happened yet. */
    long version();

    /**
     * It took effect.
     *
     * @param types of its events; empty where they are not known
     */
    record Accepted(long version, List<String> types) implements Outcome {
        public Accepted {
            types = List.copyOf(types);
        }
    }

    /**
     * It had no effect.
     *
     * @param reason code of the rule that refused it
     * @param detail the reason for people
     */
    record Rejected(long version, String reason, String detail) implements Outcome {}
}
