package io.orderpipeline.query.generation;

import io.orderpipeline.query.routing.Instance;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Digests of the orders of any one generation, from the stores of this instance. Every method
 * throws {@link io.orderpipeline.query.reply.UnavailableException} when this instance cannot tell.
 * Safe for many threads.
 */
public interface Digests {

    /** Tells the digest of every order of a partition, in the order of their keys. */
    void ofPartition(int partition, Consumer<OrderDigest> reader);

    /** Tells the digest of every version of an order, and then of the order. */
    void ofOrder(String orderId, Consumer<VersionDigest> versions, Consumer<OrderDigest> reader);

    /** Who has which partition, as far as this instance knows. */
    Map<Integer, Instance> owners();

    /**
     * An order.
     *
     * @param version the last one of its history
     * @param chain over its events, hexadecimal
     * @param facts over its view, hexadecimal; {@code -} when it has none
     */
    record OrderDigest(String orderId, long version, String chain, String facts) {}

    /**
     * An event of an order.
     *
     * @param offset in its partition of {@code order.event}
     */
    record VersionDigest(String orderId, long version, String chain, long offset) {}
}
