package io.orderpipeline.launcher.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How fast what is behind becomes less, over the last ten seconds, and how long it takes if that
 * goes on. Traffic makes it more meanwhile, so the total grows. One thread.
 */
final class Pace {

    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    /** What is handled within this time is not far. */
    private static final long NEAR_NANOS = Duration.ofSeconds(3).toNanos();

    /** Few are near however slowly they are handled. */
    private static final long FEW = 10;

    private record Look(long nanos, long behind, long handled) {}

    private final Deque<Look> looks = new ArrayDeque<>();
    private long most;

    /**
     * Takes up a look.
     *
     * @param handled records so far; less than before once an instance has begun anew
     */
    void see(long nanos, long behind, long handled) {
        looks.addLast(new Look(nanos, behind, handled));
        most = Math.max(most, behind);
        while (looks.size() > 2 && nanos - looks.getFirst().nanos() > WINDOW_NANOS) {
            looks.removeFirst();
        }
    }

    /** Whether what is behind is no more than was handled in the last seconds. */
    boolean isNear() {
        Look last = looks.getLast();
        Look before = last;
        for (Look each : looks) {
            if (last.nanos() - each.nanos() <= NEAR_NANOS) {
                before = each;
                break;
            }
        }
        return last.behind() <= FEW + Math.max(0, last.handled() - before.handled());
    }

    long total() {
        return most;
    }

    long done() {
        return looks.isEmpty() ? 0 : most - looks.getLast().behind();
    }

    double perSecond() {
        if (looks.size() < 2) {
            return 0;
        }
        double seconds = (looks.getLast().nanos() - looks.getFirst().nanos()) / 1e9;
        return seconds <= 0
                ? 0
                : Math.max(0, looks.getFirst().behind() - looks.getLast().behind()) / seconds;
    }

    /** Absent while nothing moves. */
    Optional<Duration> eta() {
        double perSecond = perSecond();
        return perSecond > 0
                ? Optional.of(
                        Duration.ofSeconds((long) Math.ceil(looks.getLast().behind() / perSecond)))
                : Optional.empty();
    }
}
