package io.orderpipeline.bench.latency;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Commands by id from when they were due until they are seen again. Safe for many threads. */
final class Awaited {

    static final long LONGEST_MICROS = 120_000_000;

    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final Recorder micros = new Recorder(LONGEST_MICROS, 3);

    void sent(String id, long dueNanos) {
        due.put(id, dueNanos);
    }

    /** Counts the first time only. */
    void seen(String id) {
        Long dueNanos = due.remove(id);
        if (dueNanos != null) {
            long took = (System.nanoTime() - dueNanos) / 1_000;
            micros.recordValue(Math.min(took, LONGEST_MICROS));
        }
    }

    /** How many have not been seen. */
    int missing() {
        return due.size();
    }

    /** What was seen since the last call, in microseconds. */
    Histogram take() {
        return micros.getIntervalHistogram();
    }

    /** Expects none of them any more. */
    void giveUp() {
        due.clear();
    }
}
