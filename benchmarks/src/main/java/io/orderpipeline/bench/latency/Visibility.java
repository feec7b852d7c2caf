package io.orderpipeline.bench.latency;

import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Traffic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.LongAdder;

/**
 * Asks over HTTP for the version that a command leads to, as soon as the command is sent; the app
 * answers when its view has it. For one sending thread.
 */
final class Visibility {

    private static final int WAIT_MS = 30_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI app;
    private final Awaited awaited;
    private final LongAdder failed = new LongAdder();

    Visibility(URI app, Awaited awaited) {
        this.app = app;
        this.awaited = awaited;
    }

    void ask(Traffic.Sending sending, long dueNanos) {
        String id = sending.record().id();
        URI order =
                app.resolve(
                        "/orders/%s?minVersion=%d&waitMs=%d"
                                .formatted(sending.plan().orderId(), version(sending), WAIT_MS));
        awaited.sent(id, dueNanos);
        var unused =
                client.sendAsync(
                                HttpRequest.newBuilder(order).build(),
                                HttpResponse.BodyHandlers.discarding())
                        .whenComplete(
                                (answer, failure) -> {
                                    awaited.seen(id);
                                    if (failure != null || answer.statusCode() != 200) {
                                        failed.increment();
                                    }
                                });
    }

    /** Where nothing goes wrong, each command of an order leads to the next version. */
    private static long version(Traffic.Sending sending) {
        return sending.plan().records().stream()
                .limit(sending.index() + 1)
                .map(PlannedRecord::capture)
                .filter(capture -> capture.isEmpty())
                .count();
    }

    /** Answers other than 200 since the last call. */
    long takeFailed() {
        return failed.sumThenReset();
    }
}
