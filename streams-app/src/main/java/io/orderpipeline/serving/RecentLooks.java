package io.orderpipeline.serving;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Where one partition of a source ended, as of the last looks. Bounded, and yet it covers all ages
 * that are asked for however fast the looks come. Safe for many threads.
 */
final class RecentLooks {

    /** Before the first offset. */
    static final long NOTHING = -1;

    private static final int MOST = 120;

    private final long apartNanos;
    private final Deque<Look> looks = new ArrayDeque<>();

    /**
     * None yet.
     *
     * @param oldest no greater age is asked for
     */
    RecentLooks(Duration oldest) {
        apartNanos = oldest.toNanos() / (MOST - 2);
    }

    /**
     * What a look saw.
     *
     * @param atNanos just before it
     * @param last offset of the last committed record at that time
     */
    record Look(long atNanos, long last) {}

    /** What the newest look saw; {@link #NOTHING} before the first. */
    synchronized long last() {
        Look newest = looks.peekLast();
        return newest == null ? NOTHING : newest.last();
    }

    /**
     * Where looks come faster than ages need them, the newest takes the place of the one before.
     */
    synchronized void add(Look look) {
        Look newest = looks.pollLast();
        if (newest != null) {
            Look before = looks.peekLast();
            if (before == null || newest.atNanos() - before.atNanos() >= apartNanos) {
                looks.add(newest);
            }
        }
        looks.add(look);
        if (looks.size() > MOST) {
            looks.remove();
        }
    }

    /** The first look that began at this time or later, of those that are remembered. */
    synchronized Optional<Look> since(long nanos) {
        return looks.stream().filter(look -> look.atNanos() - nanos >= 0).findFirst();
    }

    /**
     * How old a copy may be at most that has come as far as this offset; empty when it is older
     * than all looks.
     */
    synchronized OptionalLong ageMs(long applied, long nowNanos) {
        return looks.stream()
                .filter(look -> look.last() <= applied)
                .mapToLong(look -> TimeUnit.NANOSECONDS.toMillis(nowNanos - look.atNanos()))
                .min();
    }
}
