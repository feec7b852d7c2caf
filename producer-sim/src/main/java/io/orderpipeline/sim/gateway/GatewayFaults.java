package io.orderpipeline.sim.gateway;

import io.orderpipeline.sim.traffic.Limits;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What goes wrong at the gateway. Which transactions are hit follows from the seed and their ids,
 * so that it does not depend on the order in which requests come.
 *
 * @param seed any number
 * @param lost share of transactions whose first request is forgotten: read, and never executed
 * @param repeated share of refunds that are journaled twice
 * @param restartEvery the desk dies after every so many refunds
 * @param mostRestarts how often it dies at most; 0 is never
 * @param down how long the desk stays closed in the beginning
 */
public record GatewayFaults(
        long seed,
        double lost,
        double repeated,
        int restartEvery,
        int mostRestarts,
        Duration down) {

    /** A gateway that does what it should. */
    public static final GatewayFaults NONE = closedFor(Duration.ZERO);

    private static final int LOST = 1;
    private static final int REPEATED = 2;

    /** Beyond this nobody waits for it. */
    private static final int MOST_DOWN_SECONDS = 3_600;

    public GatewayFaults {
        Limits.share("lost", lost);
        Limits.share("repeated", repeated);
        Limits.count("restart every", restartEvery, 1, Integer.MAX_VALUE);
        Limits.count("restarts", mostRestarts, 0, 1_000);
        Limits.count("--down", down.toSeconds(), 0, MOST_DOWN_SECONDS);
    }

    /** Opens late, and does what it should from then on. */
    public static GatewayFaults closedFor(Duration down) {
        return new GatewayFaults(0, 0, 0, 1, 0, down);
    }

    /**
     * The night of the incident: 2 % of the requests lost, 2 % of the refunds journaled twice, and
     * three deaths, spread over the refunds that are to be expected.
     */
    public static GatewayFaults incident(long seed, int refundsExpected) {
        return new GatewayFaults(
                seed, 0.02, 0.02, Math.max(1, refundsExpected / 4), 3, Duration.ZERO);
    }

    boolean loses(String transaction) {
        return draw(LOST, transaction) < lost;
    }

    boolean repeats(String transaction) {
        return draw(REPEATED, transaction) < repeated;
    }

    /** Evenly from 0 to 1; String's hash is specified, so it is the same on any machine. */
    private double draw(int purpose, String transaction) {
        long mixed = seed ^ (((long) purpose << 32) | (transaction.hashCode() & 0xFFFF_FFFFL));
        return new SplittableRandom(new SplittableRandom(mixed).nextLong()).nextDouble();
    }
}
