package io.orderpipeline.query.stream;

import io.orderpipeline.query.EventDocument;
import io.orderpipeline.query.feed.Committed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the client of one order's stream has been told. Versions are told one after the other,
 * without a gap; what comes too early waits. One thread.
 */
final class OrderTelling {

    private final Client client;
    private final Map<Long, EventDocument> early = new HashMap<>();
    private long version;
    private long waitingSinceNanos;

    /**
     * Begins behind a version.
     *
     * @param version the last one that the client has
     */
    OrderTelling(Client client, long version) {
        this.client = client;
        this.version = version;
    }

    long version() {
        return version;
    }

    void take(Committed.Event event) {
        take(EventDocument.of(event.record(), event.partition(), event.offset()));
    }

    void take(EventDocument event) {
        if (event.version() > version) {
            if (early.isEmpty()) {
                waitingSinceNanos = System.nanoTime();
            }
            early.put(event.version(), event);
        }
    }

    /** Tells what has its turn. */
    void tell() {
        EventDocument next = early.remove(version + 1);
        while (next != null) {
            version++;
            waitingSinceNanos = System.nanoTime();
            client.send(String.valueOf(version), "order", next);
            next = early.remove(version + 1);
        }
    }

    /** Whether an event is there that does not have its turn yet. */
    boolean isWaiting() {
        return !early.isEmpty();
    }

    /**
     * Ends the stream when events have waited too long, or too many wait.
     *
     * @throws StreamEndedException naming the version that does not come
     */
    void requireWaitingBelow(Duration bound) {
        boolean overdue = System.nanoTime() - waitingSinceNanos > bound.toNanos();
        if (isWaiting() && (overdue || early.size() > client.limits().backlog())) {
            throw StreamEndedException.unavailable(
                    "Version " + (version + 1) + " of the order is not to be had now.");
        }
    }
}
