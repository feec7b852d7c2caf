package io.orderpipeline.sim.mapstore;

import io.orderpipeline.sim.traffic.Limits;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.util.OptionalDouble;

/**
 * All that one run of the map store needs to know.
 *
 * @param traffic what the clients send
 * @param crashAfterShare when the service crashes, as a share (0 to 1) of the traffic; absent is
 *     never
 * @param speedUp how much faster than simulated time the run is, 1 to 10,000
 * @param clients how many requests may be under way at once, 1 to 8,192; each takes a thread
 */
public record MapStoreOptions(
        TrafficOptions traffic, OptionalDouble crashAfterShare, int speedUp, int clients) {

    private static final int DEFAULT_SPEED_UP = 10;
    private static final int DEFAULT_CLIENTS = 4_096;

    public MapStoreOptions {
        crashAfterShare.ifPresent(share -> Limits.share("crash after", share));
        Limits.count("speed-up", speedUp, 1, 10_000);
        Limits.count("clients", clients, 1, 8_192);
    }

    /** Ten times as fast as life, with a crash. */
    public static MapStoreOptions of(TrafficOptions traffic, double crashAfterShare) {
        return new MapStoreOptions(
                traffic, OptionalDouble.of(crashAfterShare), DEFAULT_SPEED_UP, DEFAULT_CLIENTS);
    }
}
