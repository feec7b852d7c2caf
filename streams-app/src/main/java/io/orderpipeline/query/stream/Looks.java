package io.orderpipeline.query.stream;

import java.time.Duration;
import java.util.List;

/** When to look next: at once, then after one pause after the other, then after the last. */
final class Looks {

    private final List<Duration> pauses;
    private int done;
    private long dueNanos = System.nanoTime();

    Looks(List<Duration> pauses) {
        this.pauses = pauses;
    }

    boolean isDue() {
        return dueNanos - System.nanoTime() <= 0;
    }

    Duration untilNext() {
        return Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
    }

    void done() {
        dueNanos = System.nanoTime() + pauses.get(Math.min(done, pauses.size() - 1)).toNanos();
        done++;
    }

    /** Something is missing: from the first pause again. */
    void restart() {
        done = 0;
        done();
    }
}
