package io.orderpipeline.query.stream;

import io.orderpipeline.query.reply.HttpLimits;
import java.time.Duration;
import java.util.List;

/**
 * Bounds of all streams together and of each.
 *
 * @param streams at a time
 * @param backlog events that wait for one client
 * @param heartbeat between two signs of life
 * @param write how long a client may take nothing
 * @param firstLooks pauses between looks at the history of an order that is not known yet
 * @param looks pauses between looks at the history of one that is; the last one for ever
 * @param gap how long an event may be missing before later ones
 */
record StreamLimits(
        int streams,
        int backlog,
        Duration heartbeat,
        Duration write,
        List<Duration> firstLooks,
        List<Duration> looks,
        Duration gap) {

    /**
     * An event is in the views some hundred milliseconds after its commit, seconds when they are
     * busy, later only when something is wrong.
     */
    static final StreamLimits STANDARD =
            new StreamLimits(
                    HttpLimits.STREAMS,
                    HttpLimits.STREAM_BACKLOG,
                    HttpLimits.HEARTBEAT,
                    HttpLimits.STREAM_WRITE,
                    List.of(Duration.ofMillis(200), Duration.ofMillis(800)),
                    List.of(
                            Duration.ofMillis(200),
                            Duration.ofMillis(800),
                            Duration.ofSeconds(2),
                            HttpLimits.HEARTBEAT),
                    Duration.ofSeconds(30));

    /** Copies the lists: records are values. */
    StreamLimits {
        firstLooks = List.copyOf(firstLooks);
        looks = List.copyOf(looks);
    }
}
