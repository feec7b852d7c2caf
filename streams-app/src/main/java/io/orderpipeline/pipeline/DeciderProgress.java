package io.orderpipeline.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the decider has come in one partition, told by the time of its events: what a client sent
 * before that has been decided. A deadline passes by this time and not by the clock, so that a
 * decider that is down or behind makes no transaction untracked. A decider that says nothing for
 * longer than the patience may have nothing to say: then the clock counts, less the patience.
 * Confined to its task's thread.
 */
final class DeciderProgress {

    private final Duration patience;
    private long decidedUntilMs = Long.MIN_VALUE;
    private long heardMs = Long.MIN_VALUE;
    private boolean heard = true;

    DeciderProgress(Duration patience) {
        this.patience = patience;
    }

    /** An event that a client's command caused at this time, by the broker. */
    void heard(Instant commandTime) {
        heard = true;
        decidedUntilMs = Math.max(decidedUntilMs, commandTime.toEpochMilli());
    }

    /** Deadlines up to this time have passed; called with the clock, some times a second. */
    Instant horizon(long nowMs) {
        if (heard) {
            heard = false;
            heardMs = nowMs;
        }
        boolean silent = nowMs - heardMs >= patience.toMillis();
        long untilMs = silent ? nowMs - patience.toMillis() : Long.MIN_VALUE;
        return Instant.ofEpochMilli(Math.max(0, Math.max(decidedUntilMs, untilMs)));
    }
}
