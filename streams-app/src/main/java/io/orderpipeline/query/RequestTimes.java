package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures how long requests take, by route and status. Tags come from routes, never from what a
 * client wrote: their number is bounded.
 */
final class RequestTimes implements RequestLogger {

    private final MeterRegistry metrics;

    /** To look one up in the registry costs more than the rest of it, for every request. */
    private final Map<Tags, Timer> timers = new ConcurrentHashMap<>();

    RequestTimes(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    private record Tags(String route, int status) {}

    /** A stream is left out: it lasts as long as its client likes. */
    @Override
    public void handle(Context request, Float elapsedMs) {
        var endpoint = request.endpoints().lastHttpEndpoint();
        String route = endpoint == null ? "none" : endpoint.path;
        if (route.endsWith("/stream") && request.statusCode() == 200) {
            return;
        }
        timers.computeIfAbsent(new Tags(route, request.statusCode()), this::timer)
                .record(Duration.ofNanos((long) (elapsedMs * 1_000_000)));
    }

    private Timer timer(Tags tags) {
        return Timer.builder("http.server.requests")
                .description("Requests over HTTP by route and status.")
                .tag("route", tags.route())
                .tag("status", String.valueOf(tags.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100))
                .register(metrics);
    }
}
