package io.orderpipeline.sim.digest;

/**
 * What a generation says of one order.
 *
 * @param orderId the order
 * @param version the last version that it knows
 * @param chain digest of all its events up to that version, lower-case hex
 * @param facts digest of its view as it is stored, lower-case hex; {@code -} without a view
 */
public record OrderDigest(String orderId, long version, String chain, String facts) {

    /** In place of the facts of an order that was never placed. */
    public static final String NO_VIEW = "-";
}
