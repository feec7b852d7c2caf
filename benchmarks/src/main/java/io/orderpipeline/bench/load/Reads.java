package io.orderpipeline.bench.load;

import io.orderpipeline.bench.figures.Percentiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.Recorder;

/**
 * Asks over HTTP at a fixed rate, whatever the answers take (open loop): latency counts from when a
 * question was due. A thread of its own asks; {@link #take} is for one other thread.
 */
public final class Reads implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MS = 20;
    private static final long LONGEST_MICROS = PATIENCE.toNanos() / 1_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI app;
    private final LongFunction<String> paths;
    private final long gapNanos;
    private final Recorder micros = new Recorder(LONGEST_MICROS, 3);
    private final LongAdder failed = new LongAdder();
    private final AtomicLong unanswered = new AtomicLong();
    private final Thread thread = new Thread(this::ask, "reads");
    private volatile boolean stopping;

    private Reads(URI app, int perSecond, LongFunction<String> paths) {
        this.app = app;
        this.paths = paths;
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * Begins to ask.
     *
     * @param paths what to ask for, by the number of the question
     */
    public static Reads start(URI app, int perSecond, LongFunction<String> paths) {
        Reads reads = new Reads(app, perSecond, paths);
        reads.thread.setDaemon(true);
        reads.thread.start();
        return reads;
    }

    /**
     * What was answered.
     *
     * @param failed answers other than 200, or none within ten seconds
     */
    public record Taken(Percentiles percentiles, long failed) {}

    /** What was answered since the last call. */
    public Taken take() {
        return new Taken(Percentiles.of(micros.getIntervalHistogram()), failed.sumThenReset());
    }

    private void ask() {
        long due = System.nanoTime();
        for (long number = 0; !stopping; number++) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            ask(paths.apply(number), due);
            due += gapNanos;
        }
    }

    private void ask(String path, long dueNanos) {
        HttpRequest request = HttpRequest.newBuilder(app.resolve(path)).timeout(PATIENCE).build();
        unanswered.incrementAndGet();
        var unused =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete(
                                (answer, failure) -> {
                                    if (failure != null || answer.statusCode() != 200) {
                                        failed.increment();
                                    }
                                    long took = (System.nanoTime() - dueNanos) / 1_000;
                                    micros.recordValue(Math.min(took, LONGEST_MICROS));
                                    unanswered.decrementAndGet();
                                });
    }

    /** Asks no more, and returns when all is answered: nothing is left over for who comes next. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
            while (unanswered.get() > 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
