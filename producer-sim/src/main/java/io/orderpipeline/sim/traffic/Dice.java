package io.orderpipeline.sim.traffic;

import java.util.Random;

/**
 * One stream of chance, a function of a seed and a stream number. {@link Random}'s algorithm is
 * part of its specification and {@link StrictMath} rounds the same way everywhere, so the same
 * numbers come up on every machine. Not for use by several threads.
 */
public final class Dice {

    private final Random random;

    public Dice(long seed, long stream) {
        random = new Random(mix(seed ^ mix(stream + 0x9E3779B97F4A7C15L)));
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniform in 0 (inclusive) to 1 (exclusive). */
    public double fraction() {
        return random.nextDouble();
    }

    /** Uniform, both ends included. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Exponentially distributed around this mean: gaps between independent arrivals. */
    long exponentialMs(double meanMs) {
        return (long) (-meanMs * StrictMath.log(1 - random.nextDouble()));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbouring inputs end far apart. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
