package io.orderpipeline.sim.client;

import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.traffic.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Matches acknowledged records with their outcomes by (partition, offset), in whichever order the
 * two become known, and measures from the first sending of the command to the outcome being
 * readable. Safe for use by several threads.
 */
public final class Settlement {

    /** Outcomes of other clients' commands are never asked for; keep only so many in case. */
    private static final int MOST_EARLY = 100_000;

    private static final long MOST_MICROS = TimeUnit.HOURS.toMicros(1);

    private record Slot(int partition, long offset) {}

    private record Early(Outcome outcome, long readNanos) {}

    private final Map<Slot, Long> sentNanos = new HashMap<>();
    private final Map<Slot, Early> early =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Slot, Early> eldest) {
                    return size() > MOST_EARLY;
                }
            };
    private final Histogram latencyMicros = new Histogram(MOST_MICROS, 3);
    private long startNanos;
    private long endNanos;
    private long acknowledged;
    private long accepted;
    private long rejected;
    private long duplicates;
    private long deadLettered;

    /**
     * How acknowledged records ended so far, and how long that took.
     *
     * @param settledPerSecond settled records by the time from the first sending to the last
     *     outcome; 0 when nothing has settled
     */
    public record Snapshot(
            long acknowledged,
            long accepted,
            long rejected,
            long duplicates,
            long deadLettered,
            Latency latency,
            double settledPerSecond) {

        public long settled() {
            return accepted + rejected + duplicates + deadLettered;
        }

        public long unsettled() {
            return acknowledged - settled();
        }
    }

    /** From command to event, in milliseconds; all zero when nothing was measured. */
    public record Latency(double p50, double p99, double max) {}

    synchronized void acknowledged(int partition, long offset, long firstSentNanos) {
        acknowledged++;
        Slot slot = new Slot(partition, offset);
        Early outcome = early.remove(slot);
        if (outcome == null) {
            sentNanos.put(slot, firstSentNanos);
        } else {
            settle(outcome.outcome(), firstSentNanos, outcome.readNanos());
        }
    }

    synchronized void ended(int partition, long offset, Outcome outcome, long readNanos) {
        Slot slot = new Slot(partition, offset);
        Long sent = sentNanos.remove(slot);
        if (sent == null) {
            early.put(slot, new Early(outcome, readNanos));
        } else {
            settle(outcome, sent, readNanos);
        }
    }

    private void settle(Outcome outcome, long sent, long read) {
        startNanos = settled() == 0 ? sent : Math.min(startNanos, sent);
        endNanos = settled() == 0 ? read : Math.max(endNanos, read);
        switch (outcome.kind()) {
            case EVENT -> {
                accepted++;
                measure(read - sent);
            }
            case DEAD_LETTER -> deadLettered++;
            case REJECTION -> {
                if (outcome.name().equals(RejectionReason.DUPLICATE_COMMAND.name())) {
                    duplicates++;
                } else {
                    rejected++;
                }
            }
        }
    }

    private void measure(long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
        latencyMicros.recordValue(Math.min(micros, MOST_MICROS));
    }

    private long settled() {
        return accepted + rejected + duplicates + deadLettered;
    }

    private double settledPerSecond() {
        return settled() == 0 ? 0 : settled() * 1e9 / Math.max(1, endNanos - startNanos);
    }

    /** How many acknowledged records have no outcome yet. */
    synchronized long unsettled() {
        return acknowledged - settled();
    }

    /** The state of affairs now. */
    public synchronized Snapshot snapshot() {
        Latency latency =
                new Latency(
                        latencyMicros.getValueAtPercentile(50) / 1000.0,
                        latencyMicros.getValueAtPercentile(99) / 1000.0,
                        latencyMicros.getMaxValue() / 1000.0);
        return new Snapshot(
                acknowledged,
                accepted,
                rejected,
                duplicates,
                deadLettered,
                latency,
                settledPerSecond());
    }
}
