package io.orderpipeline.runtime;

import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.generation.Hold;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls off a hold that no switch has followed in time, by this instance's own clock since it saw
 * the hold. In a thread of its own: nobody is answered meanwhile, and to stop or remove a
 * generation takes its time. Told by one thread.
 */
final class HoldWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HoldWatch.class);

    private final Duration longest;
    private final Consumer<Hold> cancel;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "generation-holds"));
    private final AtomicBoolean cancelling = new AtomicBoolean();

    /** Only touched by who tells. */
    private long revision = -1;

    private long sinceNanos;

    /**
     * Sees nothing yet.
     *
     * @param longest that a hold may last
     * @param cancel may block, and fail: it is called again as long as the hold is there
     */
    HoldWatch(Duration longest, Consumer<Hold> cancel) {
        this.longest = longest;
        this.cancel = cancel;
    }

    /** The table is so now. Does not block. */
    void see(GenerationTable table) {
        Optional<Hold> holding = table.holding();
        long seen = holding.map(Hold::revision).orElse(-1L);
        if (seen != revision) {
            revision = seen;
            sinceNanos = System.nanoTime();
        }
        if (holding.isPresent()
                && System.nanoTime() - sinceNanos > longest.toNanos()
                && cancelling.compareAndSet(false, true)) {
            thread.execute(() -> cancel(holding.get()));
        }
    }

    private void cancel(Hold hold) {
        try {
            cancel.accept(hold);
        } catch (RuntimeException failed) {
            LOG.error("the hold for generation {} cannot be called off", hold.to(), failed);
        } finally {
            cancelling.set(false);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
