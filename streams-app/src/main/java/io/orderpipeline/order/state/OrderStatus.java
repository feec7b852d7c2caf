package io.orderpipeline.order.state;

/** Where an order stands. An order that was never placed has no status; it is absent. */
public enum OrderStatus {
    PLACED,
    PAID,
    FULFILLED,
    CANCELLED;

    /** Whether nothing more can happen to the order. */
    public boolean isClosed() {
        return switch (this) {
            case PLACED, PAID -> false;
            case FULFILLED, CANCELLED -> true;
        };
    }
}
