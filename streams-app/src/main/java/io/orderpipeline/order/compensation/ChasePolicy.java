package io.orderpipeline.order.compensation;

import java.time.Duration;

/**
 * How long the tracker waits and how often it asks.
 *
 * @param deadline from a capture until an event must cite it, and the other way round
 * @param firstBackoff from the first request to the second; doubles with every further one
 * @param maxAttempts requests before a person must decide
 */
public record ChasePolicy(Duration deadline, Duration firstBackoff, int maxAttempts) {

    /** No pause grows beyond this, so that a gateway that comes back is noticed within minutes. */
    public static final Duration MAX_BACKOFF = Duration.ofMinutes(5);

    private static final int MAX_DOUBLINGS = 20;

    /** The pause after this attempt, counted from 1. */
    Duration backoff(int attempt) {
        Duration pause = firstBackoff.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return pause.compareTo(MAX_BACKOFF) < 0 ? pause : MAX_BACKOFF;
    }
}
