package io.orderpipeline.query.stream;

import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.stream.StreamEndedException.Cause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the feed has told and the client has not got yet. The feed's thread never waits here: when
 * it is full the stream ends. Safe for many threads.
 */
final class Backlog {

    private final int capacity;
    private final Queue<Committed.Event> waiting = new ArrayDeque<>();
    private @Nullable StreamEndedException end;

    Backlog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Committed.Event event) {
        if (end != null) {
            return;
        }
        if (waiting.size() == capacity) {
            end(
                    new StreamEndedException(
                            Cause.SLOW,
                            ("%d events wait for this client, more than are kept."
                                            + " Reconnect with the last id to go on.")
                                    .formatted(capacity)));
        } else {
            waiting.add(event);
            notifyAll();
        }
    }

    /** Ends the stream for whoever takes next; the first reason counts, and is returned. */
    synchronized StreamEndedException end(StreamEndedException why) {
        if (end == null) {
            end = why;
            waiting.clear();
            notifyAll();
        }
        return end;
    }

    /** Throws the end when there is one. */
    synchronized void requireOpen() {
        if (end != null) {
            throw end;
        }
    }

    /**
     * The next event; empty when none comes in time.
     *
     * @throws StreamEndedException when the stream is over
     */
    synchronized Optional<Committed.Event> next(Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        try {
            long remainingNanos = patience.toNanos();
            while (waiting.isEmpty() && end == null && remainingNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(remainingNanos, 1_000_000));
                remainingNanos = deadlineNanos - System.nanoTime();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StreamEndedException(Cause.CLOSING, "The server stops.");
        }
        requireOpen();
        return Optional.ofNullable(waiting.poll());
    }
}
