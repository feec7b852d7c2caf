package io.orderpipeline.launcher.client;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/** One connection to a stream of events. One thread reads it. */
public final class EventStream implements AutoCloseable {

    private final LineQueue lines;
    private final EventStreamParser parser;
    private boolean heard;

    private EventStream(LineQueue lines, EventStreamParser parser) {
        this.lines = lines;
        this.parser = parser;
    }

    static EventStream of(Flow.Publisher<List<ByteBuffer>> body, String lastEventId) {
        LineQueue lines = new LineQueue();
        body.subscribe(
                BodySubscribers.fromLineSubscriber(
                        lines, finished -> finished, StandardCharsets.UTF_8, null));
        return new EventStream(lines, new EventStreamParser(lastEventId));
    }

    static boolean isMediaTypeOf(HttpHeaders headers) {
        return headers.firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
    }

    /**
     * Waits for the next event.
     *
     * @param patience the longest silence; the app says something every ten seconds
     * @throws IOException when the connection is lost, or silent for longer
     */
    public ServerEvent next(Duration patience) throws IOException {
        while (true) {
            String line = lines.take(patience);
            heard = true;
            Optional<ServerEvent> event = parser.line(line);
            if (event.isPresent()) {
                return event.get();
            }
        }
    }

    /** Where to go on after this connection. */
    public String lastEventId() {
        return parser.lastEventId();
    }

    /** How long the app wants one to wait before coming back, when it said so. */
    Optional<Duration> retry() {
        return parser.retry();
    }

    /** Whether anything came, if only a comment. */
    boolean heard() {
        return heard;
    }

    @Override
    public void close() {
        lines.cancel();
    }
}
