package io.orderpipeline.sim.digest;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** One generation of the views, asked for its digests. Confined to one thread. */
public interface DigestSource {

    int generation();

    /**
     * Hands over every order of a partition, once.
     *
     * @throws IOException nobody answers, or not to the end: what was handed over is void
     */
    void each(int partition, Consumer<OrderDigest> receiver) throws IOException;

    /**
     * One order with all its versions; absent when the generation does not know it.
     *
     * @throws IOException nobody answers
     */
    Optional<Trail> trail(int partition, String orderId) throws IOException;
}
