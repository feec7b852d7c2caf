package io.orderpipeline.launcher.client;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * How long to go on without an answer, and in which steps: each pause is twice the one before. Not
 * safe for several threads.
 */
public final class Patience {

    /** For people who watch: a restart of the app is waited for, a machine that is gone is not. */
    public static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Duration limit;
    private Duration firstPause;
    private Duration pause;
    private long answeredNs = System.nanoTime();

    public Patience() {
        this(LIMIT, FIRST_PAUSE);
    }

    Patience(Duration limit, Duration firstPause) {
        this.limit = limit;
        this.firstPause = firstPause;
        this.pause = firstPause;
    }

    /** There was an answer: what counts against the limit begins anew. */
    public void answered() {
        answeredNs = System.nanoTime();
        pause = firstPause;
    }

    /** Whether the limit has passed since the last answer. */
    public boolean isOver() {
        return System.nanoTime() - answeredNs > limit.toNanos();
    }

    /** The server's word on the first pause, within bounds: no server makes a client hammer it. */
    void beginWith(Duration wanted) {
        long ms = Math.max(wanted.toMillis(), SHORTEST_PAUSE.toMillis());
        firstPause = Duration.ofMillis(Math.min(ms, LONGEST_PAUSE.toMillis()));
        pause = firstPause;
    }

    /** Waits for the next attempt. */
    void pause() {
        sleep(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Sleeps; an interrupt ends the command. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted"));
        }
    }
}
