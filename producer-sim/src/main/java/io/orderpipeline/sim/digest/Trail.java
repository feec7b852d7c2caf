package io.orderpipeline.sim.digest;

import java.util.Map;

/**
 * All that a generation says of one order.
 *
 * @param chains by version
 * @param last the digest at the last of them
 */
public record Trail(Map<Long, String> chains, OrderDigest last) {

    public Trail {
        chains = Map.copyOf(chains);
    }
}
