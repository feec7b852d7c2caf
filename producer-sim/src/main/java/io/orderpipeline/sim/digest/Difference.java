package io.orderpipeline.sim.digest;

/**
 * Something about one order that a generation has otherwise than the log.
 *
 * @param generation whose
 * @param partition the order's
 * @param orderId the order
 * @param kind what it is
 * @param firstDivergingVersion the first version at which it shows
 * @param detail for people
 */
public record Difference(
        int generation,
        int partition,
        String orderId,
        Kind kind,
        long firstDivergingVersion,
        String detail) {

    /** What can be wrong. */
    public enum Kind {
        /** The log has the order, the generation does not. */
        MISSING,
        /** The generation has the order, the log does not. */
        UNKNOWN,
        /** The generation has the order more than once. */
        TWICE,
        /** The generation lacks events that were committed before it was asked. */
        BEHIND,
        /** The generation has versions that the log does not. */
        AHEAD,
        /** Other events. */
        CHAIN,
        /** The same events, and a view that does not follow from them. */
        FACTS
    }

    /** In a line. */
    public String text() {
        return "%s (generation %d, partition %d) from version %d: %s"
                .formatted(orderId, generation, partition, firstDivergingVersion, detail);
    }
}
