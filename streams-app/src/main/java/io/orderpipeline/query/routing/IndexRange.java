package io.orderpipeline.query.routing;

/**
 * A range of an index's keys, over every partition.
 *
 * @param from the first key that may be in it
 * @param to the last one that may
 * @param limit the most entries that are wanted of it, from the first one in its direction
 */
public record IndexRange(Index index, String from, String to, int limit) {

    /** What can be read by ranges. */
    public enum Index {
        /** Orders, newest first. */
        ORDERS(true),
        /** Payment transactions by state, those first that have been in it longest. */
        TRANSACTIONS(false),
        /** Payment transactions by their own id. */
        TRANSACTION_IDS(false);

        private final boolean descending;

        Index(boolean descending) {
            this.descending = descending;
        }

        /** Whether the last key comes first. */
        public boolean isDescending() {
            return descending;
        }
    }
}
