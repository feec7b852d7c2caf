package io.orderpipeline.query;

import io.orderpipeline.schema.view.OrderView;

/**
 * The order views as queries see them. Implementations are safe for many threads and never take "I
 * cannot know right now" for "there is none".
 */
@FunctionalInterface
public interface OrderViews {

    /** Looks an order up. */
    Answer find(String orderId);

    /** What came of a look-up. */
    sealed interface Answer {}

    /** The order, as of its last committed event. */
    record Found(OrderView order) implements Answer {}

    /** The order's partition is here and complete, and has no such order. */
    record Absent() implements Answer {}

    /**
     * Nobody can tell here and now.
     *
     * @param detail what happens, for people
     */
    record Unavailable(Reason reason, String detail)
            implements Answer,
                    CompensationViews.Listing,
                    CompensationViews.Finding,
                    LocalRanges.Answer {}

    /** Why an answer is not to be had. */
    enum Reason {
        /** The application has not started yet. */
        STARTING("starting"),
        /** Partitions are being assigned anew. */
        REBALANCING("rebalancing"),
        /** The store is being rebuilt from its changelog. */
        RESTORING("restoring"),
        /** Another instance owns the key. */
        ELSEWHERE("elsewhere"),
        /** The application failed or was stopped. */
        NOT_RUNNING("not running"),
        /** This process does not host the views. */
        NOT_HOSTED("not hosted");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The reason as responses write it. */
        public String label() {
            return label;
        }
    }
}
