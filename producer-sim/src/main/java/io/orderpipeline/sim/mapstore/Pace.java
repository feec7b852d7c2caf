package io.orderpipeline.sim.mapstore;

import java.util.concurrent.TimeUnit;

/**
 * How much faster than simulated time everything runs: the traffic, the downstream, the flushes and
 * the clients' patience alike, so that they race as they would in life.
 */
record Pace(int speedUp) {

    /** What every change waits for. */
    static final long DOWNSTREAM_MS = 1_100;

    /** After this a client sends again what the crash left without an answer. */
    static final long RESEND_AFTER_MS = 800;

    static final long FLUSH_EVERY_MS = 2_000;

    /** Real nanoseconds for simulated milliseconds. */
    long nanos(long simulatedMs) {
        return TimeUnit.MILLISECONDS.toNanos(simulatedMs) / speedUp;
    }
}
