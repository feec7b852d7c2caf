package io.orderpipeline.bench.recovery;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Asks one instance for some orders again and again, and notes how long each went without an
 * answer. An order is asked for again only when the last question has ended: an instance that is
 * slow for a while is not buried under connections. Safe for use by several threads.
 */
final class Silences implements AutoCloseable {

    private static final long ASK_EVERY_MS = 250;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<HttpRequest> requests;
    private final List<CompletableFuture<Void>> questions = new ArrayList<>(); // the clock's
    private final AtomicLongArray answeredNanos;
    private final AtomicLongArray longestNanos;

    private Silences(URI app, List<String> orders) {
        requests =
                orders.stream()
                        .map(order -> app.resolve("/orders/" + order))
                        .map(uri -> HttpRequest.newBuilder(uri).timeout(PATIENCE).build())
                        .toList();
        orders.forEach(order -> questions.add(CompletableFuture.completedFuture(null)));
        answeredNanos = new AtomicLongArray(orders.size());
        longestNanos = new AtomicLongArray(orders.size());
    }

    /** Begins to ask; silence counts from now. */
    static Silences start(URI app, List<String> orders) {
        Silences silences = new Silences(app, orders);
        long now = System.nanoTime();
        for (int i = 0; i < orders.size(); i++) {
            silences.answeredNanos.set(i, now);
        }
        var unused =
                silences.clock.scheduleAtFixedRate(
                        silences::ask, 0, ASK_EVERY_MS, TimeUnit.MILLISECONDS);
        return silences;
    }

    private void ask() {
        for (int order = 0; order < requests.size(); order++) {
            if (questions.get(order).isDone()) {
                questions.set(order, ask(order));
            }
        }
    }

    private CompletableFuture<Void> ask(int order) {
        return client.sendAsync(requests.get(order), HttpResponse.BodyHandlers.discarding())
                .thenAccept(answer -> heard(order, answer.statusCode()));
    }

    private void heard(int order, int status) {
        if (status == 200) {
            long now = System.nanoTime();
            long silence = now - answeredNanos.getAndSet(order, now);
            longestNanos.accumulateAndGet(order, silence, Math::max);
        }
    }

    /** Whether every order has been answered within the last second. */
    boolean areOver() {
        long now = System.nanoTime();
        for (int i = 0; i < requests.size(); i++) {
            if (now - answeredNanos.get(i) > TimeUnit.SECONDS.toNanos(1)) {
                return false;
            }
        }
        return true;
    }

    /** Longest silences count from now. */
    void forget() {
        for (int i = 0; i < requests.size(); i++) {
            longestNanos.set(i, 0);
        }
    }

    /** Of each order the longest silence so far, in seconds, the longest last. */
    double[] longest() {
        double[] seconds = new double[requests.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = longestNanos.get(i) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
