package io.orderpipeline.query.stream;

import io.javalin.http.Context;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.feed.CommittedFeed;
import io.orderpipeline.query.feed.CommittedFeed.Subscription;
import io.orderpipeline.query.stream.StreamEndedException.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of a stream: what waits for it, and the way to it. The stream's thread reads and
 * writes; the feed's adds to the backlog, and any may end it or, when it takes nothing, cut it off.
 */
final class Client {

    private static final String MEDIA_TYPE = "text/event-stream";

    private final Context request;
    private final StreamLimits limits;
    private final Backlog backlog;
    private final Frames frames;
    private final EndPoint connection;
    private @Nullable Subscription subscription;
    private boolean begun;

    /** Writes nothing yet. */
    Client(Context request, StreamLimits limits) throws IOException {
        this.request = request;
        this.limits = limits;
        this.backlog = new Backlog(limits.backlog());
        // Not the context's own stream: that one compresses, and keeps what it compresses.
        this.frames = new Frames(request.res().getOutputStream());
        this.connection =
                ServletContextRequest.getServletContextRequest(request.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint();
    }

    Context request() {
        return request;
    }

    StreamLimits limits() {
        return limits;
    }

    Backlog backlog() {
        return backlog;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Adds to the backlog what the feed tells from here on, as far as the stream is about it. */
    void subscribe(CommittedFeed feed, Predicate<Committed.Event> about) {
        subscription =
                feed.subscribe(
                        record -> {
                            if (record instanceof Committed.Event event && about.test(event)) {
                                backlog.add(event);
                            }
                        });
    }

    /** Sends headers: from here on problems are events. */
    void begin() {
        head(request);
        begun = true;
        frames.flush();
    }

    /** What is said before any event. */
    static void head(Context request) {
        request.status(200)
                .contentType(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no"); // or nginx would keep events back
    }

    void id(String id) {
        frames.id(id);
    }

    void send(String id, String name, Object document) {
        backlog.requireOpen();
        frames.event(id, name, document);
    }

    /** The next event from the feed; empty when none comes in time. Sends heartbeats meanwhile. */
    Optional<Committed.Event> next(Duration patience) {
        Optional<Committed.Event> waiting = backlog.next(Duration.ZERO);
        if (waiting.isPresent()) {
            return waiting;
        }
        frames.flush();
        Duration quiet = limits.heartbeat().minus(frames.sinceLast());
        if (quiet.isNegative() || quiet.isZero()) {
            frames.heartbeat();
            frames.flush();
            return Optional.empty();
        }
        return backlog.next(patience.compareTo(quiet) < 0 ? patience : quiet);
    }

    /** Tells the client why, as far as it still listens. */
    void farewell(StreamEndedException end) {
        try {
            switch (end.endedBy()) {
                case CLIENT -> {}
                case CLOSING -> frames.event("closing", Map.of("reason", end.reason()));
                case SLOW, UNAVAILABLE -> frames.event("dropped", Map.of("reason", end.reason()));
            }
            frames.flush();
        } catch (StreamEndedException gone) {
            // Nobody is left to be told.
        }
    }

    /** Nothing is added to the backlog any more; the connection is the server's to close. */
    void unsubscribe() {
        if (subscription != null) {
            subscription.close();
        }
    }

    /** Cuts the connection when the client has taken nothing for too long. */
    void cutWhenStuck() {
        if (frames.stuckFor(limits.write())) {
            backlog.end(
                    new StreamEndedException(
                            Cause.SLOW, "The client took nothing for " + limits.write() + "."));
            cut();
        }
    }

    /** A write that waits for the client ends with this. */
    void cut() {
        connection.close();
    }
}
