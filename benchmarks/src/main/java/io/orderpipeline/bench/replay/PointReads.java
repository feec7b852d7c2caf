package io.orderpipeline.bench.replay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Asks for orders over HTTP at a fixed rate, whatever the answers take (open loop): latency counts
 * from when a question was due. A thread of its own asks; {@link #take} is for one other thread.
 */
final class PointReads implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_MICROS = PATIENCE.toNanos() / 1_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI app;
    private final LongFunction<String> orders;
    private final long gapNanos;
    private final Recorder micros = new Recorder(LONGEST_MICROS, 3);
    private final LongAdder failed = new LongAdder();
    private final Thread thread = new Thread(this::ask, "point-reads");
    private volatile boolean stopping;

    private PointReads(URI app, int perSecond, LongFunction<String> orders) {
        this.app = app;
        this.orders = orders;
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * Begins to ask.
     *
     * @param orders the id of the order to ask for, by the number of the question
     */
    static PointReads start(URI app, int perSecond, LongFunction<String> orders) {
        PointReads reads = new PointReads(app, perSecond, orders);
        reads.thread.setDaemon(true);
        reads.thread.start();
        return reads;
    }

    /**
     * What was answered since the last call.
     *
     * @param failed answers other than 200, or none within ten seconds
     */
    record Taken(long answers, long failed, double p50Ms, double p99Ms) {}

    Taken take() {
        Histogram taken = micros.getIntervalHistogram();
        return new Taken(
                taken.getTotalCount(),
                failed.sumThenReset(),
                taken.getValueAtPercentile(50) / 1e3,
                taken.getValueAtPercentile(99) / 1e3);
    }

    private void ask() {
        long due = System.nanoTime();
        for (long number = 0; !stopping; number++) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            ask(orders.apply(number), due);
            due += gapNanos;
        }
    }

    private void ask(String order, long dueNanos) {
        HttpRequest request =
                HttpRequest.newBuilder(app.resolve("/orders/" + order)).timeout(PATIENCE).build();
        var unused =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete(
                                (answer, failure) -> {
                                    if (failure != null || answer.statusCode() != 200) {
                                        failed.increment();
                                    }
                                    long took = (System.nanoTime() - dueNanos) / 1_000;
                                    micros.recordValue(Math.min(took, LONGEST_MICROS));
                                });
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
