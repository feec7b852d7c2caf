package io.orderpipeline.sim.client;

import io.orderpipeline.sim.client.Sighting.What;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows every capture of this run until it is closed: paid for an order, or refunded. What is
 * seen of a transaction and the acknowledgement of its capture may become known in any order. Keeps
 * some 300 bytes for each capture, because topics are read side by side: a compensation may well be
 * seen after the event that came of it. Times are those of {@link System#nanoTime}. Safe for use by
 * several threads.
 */
public final class TransactionWatch {

    /** Transactions of other clients are never acknowledged here; keep only so many in case. */
    private static final int MOST_EARLY = 100_000;

    private record Id(String order, String transaction) {}

    /**
     * What is known of one transaction.
     *
     * @param dropped whether the gateway kept its confirmation to itself
     * @param compensated whether a compensation was seen
     * @param end how it was closed, if it was; the first one counts
     * @param endNanos when that was read
     */
    private record Row(boolean dropped, boolean compensated, @Nullable What end, long endNanos) {

        static final Row UNSEEN = new Row(false, false, null, 0);

        Row acknowledged(Confirmation confirmation) {
            return new Row(confirmation == Confirmation.DROPPED, compensated, end, endNanos);
        }

        Row seen(What what, long readNanos) {
            if (what == What.COMPENSATED) {
                return new Row(dropped, true, end, endNanos);
            }
            return end == null ? new Row(dropped, compensated, what, readNanos) : this;
        }
    }

    /**
     * What this run's captures came to so far.
     *
     * @param captured captures that the brokers have
     * @param tracked paid an order by their original confirmation
     * @param untracked those that a compensation was issued for, whatever came of it
     * @param recovered paid an order by their compensation
     * @param refunded given back
     * @param undelivered captures that the brokers refused or may not have
     */
    public record Tally(
            long captured,
            long tracked,
            long untracked,
            long recovered,
            long refunded,
            long undelivered) {

        /** Neither paid an order nor given back yet. */
        public long pending() {
            return captured - tracked - recovered - refunded;
        }
    }

    private final Map<Id, Row> rows = new HashMap<>();
    private final Map<Id, Row> early =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Id, Row> eldest) {
                    return size() > MOST_EARLY;
                }
            };
    private long tracked;
    private long untracked;
    private long recovered;
    private long refunded;
    private long undelivered;
    private long openDropped;
    private @Nullable Long lastDroppedNanos;
    private @Nullable Long lastClosedNanos;

    synchronized void acknowledged(
            String order, String transaction, Confirmation confirmation, long knownNanos) {
        Id id = new Id(order, transaction);
        Row seen = early.remove(id);
        put(id, (seen == null ? Row.UNSEEN : seen).acknowledged(confirmation));
        if (confirmation == Confirmation.DROPPED) {
            lastDroppedNanos = later(lastDroppedNanos, knownNanos);
        }
    }

    synchronized void undelivered() {
        undelivered++;
    }

    synchronized void seen(Sighting sighting, long readNanos) {
        Id id = new Id(sighting.order(), sighting.transaction());
        Row own = rows.get(id);
        if (own == null) {
            early.merge(
                    id,
                    Row.UNSEEN.seen(sighting.what(), readNanos),
                    (before, unused) -> before.seen(sighting.what(), readNanos));
        } else {
            put(id, own.seen(sighting.what(), readNanos));
        }
    }

    private void put(Id id, Row now) {
        Row before = rows.put(id, now);
        if (before != null) {
            count(before, -1);
        }
        count(now, 1);
    }

    private void count(Row row, int change) {
        untracked += row.compensated() ? change : 0;
        What end = row.end();
        if (end == null) {
            openDropped += row.dropped() ? change : 0;
            return;
        }
        switch (end) {
            case TRACKED -> tracked += change;
            case RECOVERED -> recovered += change;
            case REFUNDED -> refunded += change;
            case COMPENSATED -> throw new IllegalStateException("a compensation closes nothing");
        }
        if (row.dropped()) {
            lastClosedNanos = later(lastClosedNanos, row.endNanos());
        }
    }

    /**
     * How long it took until every capture without a confirmation was closed, counted from the last
     * fault: the last of those captures or, if later, this one. Empty when the gateway dropped no
     * confirmation, or one of those captures is still open.
     *
     * @param faultNanos a fault that somebody else knows of
     */
    public synchronized Optional<Duration> recovery(@Nullable Long faultNanos) {
        if (lastDroppedNanos == null || lastClosedNanos == null || openDropped > 0) {
            return Optional.empty();
        }
        long since = faultNanos == null ? lastDroppedNanos : later(faultNanos, lastDroppedNanos);
        return Optional.of(Duration.ofNanos(Math.max(0, lastClosedNanos - since)));
    }

    /** The state of affairs now. */
    public synchronized Tally tally() {
        return new Tally(rows.size(), tracked, untracked, recovered, refunded, undelivered);
    }

    /** Such times may wrap around: only their difference says which is later. */
    private static long later(@Nullable Long one, long other) {
        return one != null && one - other > 0 ? one : other;
    }
}
