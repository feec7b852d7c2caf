package io.orderpipeline.sim.traffic;

import java.time.Instant;

/** The instant at which simulated time begins: a function of the seed, never of a clock. */
record Epoch(Instant start) {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES_PER_HALF_YEAR = 180 * 24 * 60;

    static Epoch of(long seed) {
        long minutes = Math.floorMod(Dice.mix(seed), MINUTES_PER_HALF_YEAR);
        return new Epoch(FIRST.plusSeconds(60 * minutes));
    }

    Instant at(long simulatedMs) {
        return start.plusMillis(simulatedMs);
    }
}
