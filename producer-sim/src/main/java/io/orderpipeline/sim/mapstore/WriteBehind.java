package io.orderpipeline.sim.mapstore;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes what changed in the map to the database, behind the back of those who were told that it
 * was done. One thread of its own; {@link #changed} may be called by any.
 */
final class WriteBehind {

    private static final long PATIENCE_SECONDS = 10;

    private final Map<String, OrderValue> orders;
    private final Database database;
    private final Set<String> dirty = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService flusher =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("write-behind"));

    WriteBehind(Map<String, OrderValue> orders, Database database) {
        this.orders = orders;
        this.database = database;
    }

    void every(long nanos) {
        var unused =
                flusher.scheduleWithFixedDelay(this::flush, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** After the change, so that no flush can take the mark away and miss the change. */
    void changed(String orderId) {
        dirty.add(orderId);
    }

    /** Stops between two rows when the process dies. */
    void flush() {
        for (String orderId : List.copyOf(dirty)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            dirty.remove(orderId);
            OrderValue order = orders.get(orderId);
            if (order != null) {
                database.write(orderId, order);
            }
        }
    }

    /** What is dirty stays unwritten. */
    void stop() {
        flusher.shutdownNow();
    }

    /** After {@link #stop}: when this returns, nothing is written any more. */
    void awaitEnd() throws InterruptedException {
        if (!flusher.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the write-behind thread does not end");
        }
    }
}
