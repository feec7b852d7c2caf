package io.orderpipeline.sim.mapstore.comparison;

import io.orderpipeline.schema.state.OrderStatus;

/** Something that a system acknowledged to have done to an order. Immutable. */
public sealed interface Effect {

    String orderId();

    /** True when an order that stands like this bears the effect. No legal later step hides one. */
    boolean shownBy(Standing standing);

    /** The order was placed. */
    record Placed(String orderId) implements Effect {

        @Override
        public boolean shownBy(Standing standing) {
            return true;
        }
    }

    /** A payment was applied to the order. */
    record Paid(String orderId, String transactionId) implements Effect {

        @Override
        public boolean shownBy(Standing standing) {
            return standing.cites(transactionId);
        }
    }

    /** The order was fulfilled. */
    record Fulfilled(String orderId) implements Effect {

        @Override
        public boolean shownBy(Standing standing) {
            return standing.status() == OrderStatus.FULFILLED;
        }
    }

    /** The order was cancelled. */
    record Cancelled(String orderId) implements Effect {

        @Override
        public boolean shownBy(Standing standing) {
            return standing.status() == OrderStatus.CANCELLED;
        }
    }
}
