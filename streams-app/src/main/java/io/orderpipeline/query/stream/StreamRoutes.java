package io.orderpipeline.query.stream;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code GET /events/stream} and {@code GET /orders/{id}/stream}. */
public final class StreamRoutes {

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}|10{9}");

    private final StreamSources sources;
    private final Streams streams;

    private StreamRoutes(StreamSources sources, Streams streams) {
        this.sources = sources;
        this.streams = streams;
    }

    /** Adds the routes to a server that is being configured; its streams end when it stops. */
    public static void add(JavalinConfig config, StreamSources sources, MeterRegistry metrics) {
        add(config, sources, metrics, StreamLimits.STANDARD);
    }

    static void add(
            JavalinConfig config,
            StreamSources sources,
            MeterRegistry metrics,
            StreamLimits limits) {
        Streams streams = new Streams(limits, metrics);
        StreamRoutes routes = new StreamRoutes(sources, streams);
        config.routes
                .get("/events/stream", request -> open(request, () -> routes.events(request)))
                .get("/orders/{id}/stream", request -> open(request, () -> routes.order(request)));
        config.events.serverStopping(streams::close);
        config.events.serverStartFailed(streams::close);
    }

    private static void open(Context request, Runnable opening) {
        try {
            opening.run();
        } catch (RefusedException refused) {
            Responses.problem(request, refused.problem());
        }
    }

    private void events(Context request) {
        Optional<String> lastEventId = StreamRequest.lastEventId(request);
        streams.open(request, new EventsStory(sources, lastEventId));
    }

    private void order(Context request) {
        String orderId = request.pathParam("id");
        if (!Identifier.isValid(orderId)) {
            throw new RefusedException(Problem.invalidOrderId(request.path()));
        }
        String after = StreamRequest.lastEventId(request).orElse("0");
        if (!VERSION.matcher(after).matches()) {
            throw RefusedException.invalid(
                    StreamRequest.LAST_EVENT_ID,
                    "a version of the order, 0 to 1000000000",
                    request.path());
        }
        streams.open(request, new OrderStory(sources, orderId, Long.parseLong(after)));
    }
}
