package io.orderpipeline.order.compensation;

/** Where a payment transaction stands. */
public enum TransactionState {
    /** Captured; no event cites it yet, and its deadline has not passed. */
    PENDING,
    /** An event cites it as its order's payment, but the journal does not show it yet. */
    CITED,
    /** It paid its order, as the original confirmation said. */
    TRACKED,
    /** Its deadline passed and nobody cites it: a compensation was issued. */
    UNTRACKED,
    /** It paid its order, as the compensation said. */
    RECOVERED,
    /** It cannot pay its order: the gateway was asked to give the money back. */
    REFUND_REQUESTED,
    /** The gateway gave the money back. */
    REFUNDED,
    /** A person must decide: attempts are exhausted, or what is known contradicts itself. */
    ESCALATED,
    /** A person decided that nothing more is to be done. */
    RESOLVED;

    /** Whether the money is where it belongs. */
    public boolean isSettled() {
        return switch (this) {
            case TRACKED, RECOVERED, REFUNDED -> true;
            case PENDING, CITED, UNTRACKED, REFUND_REQUESTED, ESCALATED, RESOLVED -> false;
        };
    }
}
