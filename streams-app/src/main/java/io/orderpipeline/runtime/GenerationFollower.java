package io.orderpipeline.runtime;

import io.orderpipeline.generation.GenerationReader;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.serving.Lease;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the table of generations several times a second, in a thread of its own, and renews the
 * lease by which this instance answers.
 */
final class GenerationFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationFollower.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PAUSE_WHILE_HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final GenerationReader reader;
    private final Lease lease;
    private final Watcher watcher;
    private final Thread thread = new Thread(this::run, "generations");
    private volatile boolean closed;

    GenerationFollower(GenerationReader reader, Lease lease, Watcher watcher) {
        this.reader = reader;
        this.lease = lease;
        this.watcher = watcher;
        thread.setDaemon(true);
    }

    /** Is told of every look. Must not block. */
    interface Watcher {

        /** The table is so; true while something waits for the next change of it. */
        boolean seen(GenerationTable table);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (reader) {
            while (!closed) {
                LockSupport.parkNanos(look() ? PAUSE_WHILE_HELD_NANOS : PAUSE_NANOS);
            }
        } catch (WakeupException | InterruptException stop) {
            LOG.debug("stopped", stop);
        }
    }

    private boolean look() {
        try {
            long nanos = System.nanoTime();
            GenerationTable table = reader.current(PATIENCE);
            boolean waiting = watcher.seen(table);
            lease.renewed(nanos);
            return waiting;
        } catch (WakeupException | InterruptException stop) {
            throw stop;
        } catch (KafkaException | IllegalStateException unreadable) {
            LOG.warn("the table of generations cannot be read: {}", unreadable.toString());
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            reader.close();
            return;
        }
        reader.wakeup();
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
