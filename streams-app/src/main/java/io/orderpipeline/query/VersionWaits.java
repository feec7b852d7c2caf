package io.orderpipeline.query;

import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.schema.view.OrderView;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets requests wait for a version without a thread each: one thread looks at the store for all of
 * them, ever more seldom. Their number is bounded. Safe for many threads.
 */
final class VersionWaits implements AutoCloseable {

    private static final long FIRST_LOOK_MS = 2;
    private static final long SELDOMEST_LOOK_MS = 50;

    private final Executor answering;
    private final Semaphore places = new Semaphore(HttpLimits.WAITING_FOR_VERSIONS);
    private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "version-waits");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * Nobody waits yet.
     *
     * @param answering writes answers: one client that does not read must not keep the others
     *     waiting
     */
    VersionWaits(Executor answering) {
        this.answering = answering;
    }

    /**
     * Ends with the first reading that has the version, or with the last one when it did not come.
     * While the store cannot be read it goes on waiting; if that lasts, it ends so.
     */
    CompletableFuture<Reading<Optional<OrderView>>> until(
            long version, Duration patience, Supplier<Reading<Optional<OrderView>>> read) {
        Reading<Optional<OrderView>> first = read.get();
        if (versionOf(first) >= version || patience.isZero()) {
            return CompletableFuture.completedFuture(first);
        }
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new UnavailableException(
                            UnavailableException.Reason.BUSY,
                            "Too many requests wait for versions already."));
        }
        Wait wait = new Wait(version, System.nanoTime() + patience.toNanos(), read);
        waiting.add(wait);
        wait.begin();
        return wait.end.whenComplete(
                (reading, failure) -> {
                    waiting.remove(wait);
                    places.release();
                });
    }

    /** The version that a reading shows; 0 when there is no order. */
    static long versionOf(Reading<Optional<OrderView>> reading) {
        return reading.value().map(OrderView::getVersion).orElse(0L);
    }

    /** Whoever waits is told at once that the process stops, and can ask another instance. */
    @Override
    public void close() {
        looks.shutdownNow();
        waiting.forEach(Wait::stop);
    }

    private final class Wait {
        private final long version;
        private final long deadlineNanos;
        private final Supplier<Reading<Optional<OrderView>>> read;
        private final CompletableFuture<Reading<Optional<OrderView>>> end =
                new CompletableFuture<>();

        Wait(long version, long deadlineNanos, Supplier<Reading<Optional<OrderView>>> read) {
            this.version = version;
            this.deadlineNanos = deadlineNanos;
            this.read = read;
        }

        void begin() {
            try {
                lookAfter(FIRST_LOOK_MS);
            } catch (RejectedExecutionException closed) {
                stop();
            }
        }

        void stop() {
            end.completeExceptionally(
                    new UnavailableException(
                            UnavailableException.Reason.NOT_RUNNING,
                            "The process is being stopped."));
        }

        private void lookAfter(long pauseMs) {
            var unused = looks.schedule(() -> look(pauseMs), pauseMs, TimeUnit.MILLISECONDS);
        }

        private void look(long pauseMs) {
            boolean last = System.nanoTime() - deadlineNanos >= 0;
            try {
                Reading<Optional<OrderView>> reading = read.get();
                if (last || versionOf(reading) >= version) {
                    answering.execute(() -> end.complete(reading));
                    return;
                }
            } catch (UnavailableException why) {
                if (last) {
                    answering.execute(() -> end.completeExceptionally(why));
                    return;
                }
            } catch (RuntimeException bug) {
                end.completeExceptionally(bug); // also when there is no thread to answer any more
                return;
            }
            lookAfter(Math.min(SELDOMEST_LOOK_MS, pauseMs * 2));
        }
    }
}
