package io.orderpipeline.query.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderpipeline.query.EventDocument;
import io.orderpipeline.query.feed.Committed;
import java.util.Map;
import java.util.Optional;

/**
 * The events of all orders from a position on: first what was committed before, then what the feed
 * tells. The feed is subscribed to before the log is asked where it ends: whatever does not stand
 * before that end is heard, and what is both read and heard is told once, by its offset.
 */
final class EventsStory implements Streams.Story {

    /** So many offsets are read while the feed already tells; more are made up for before that. */
    private static final long NEAR = 1_000;

    /** How often it is tried to come near; who never does is slower than the log. */
    private static final int APPROACHES = 10;

    private final StreamSources sources;
    private final Optional<String> lastEventId;

    EventsStory(StreamSources sources, Optional<String> lastEventId) {
        this.sources = sources;
        this.lastEventId = lastEventId;
    }

    @Override
    public void tell(Client client) {
        if (lastEventId.isPresent()) {
            Map<Integer, Long> ends = sources.past().ends();
            Telling telling = new Telling(client, position(client, lastEventId.get(), ends));
            telling.begin();
            approach(telling, ends);
            subscribe(client);
            catchUp(telling, sources.past().ends());
            telling.follow();
        } else {
            subscribe(client);
            Telling telling = new Telling(client, new PositionVector(sources.past().ends()));
            telling.begin();
            telling.follow();
        }
    }

    private static PositionVector position(Client client, String id, Map<Integer, Long> ends) {
        return PositionVector.parse(id)
                .filter(position -> position.isWithin(ends))
                .orElseThrow(
                        () ->
                                RefusedException.invalid(
                                        StreamRequest.LAST_EVENT_ID,
                                        "an id of this stream: <partition>:<next offset>,... of all"
                                                + " partitions in their order, now at most "
                                                + new PositionVector(ends),
                                        client.request().path()));
    }

    private void subscribe(Client client) {
        client.subscribe(sources.feed(), event -> true);
    }

    /** Reads while nothing new is told yet, so that no backlog fills meanwhile. */
    private void approach(Telling telling, Map<Integer, Long> first) {
        Map<Integer, Long> ends = first;
        for (int i = 0; i < APPROACHES && telling.position.distanceTo(ends) > NEAR; i++) {
            catchUp(telling, ends);
            ends = sources.past().ends();
        }
    }

    private void catchUp(Telling telling, Map<Integer, Long> ends) {
        if (telling.position.distanceTo(ends) > 0) {
            sources.past().read(telling.position.offsets(), ends, telling::tell);
            ends.forEach(telling.position::advance);
        }
    }

    /** An event as this stream writes it: of which order, then as in an order's history. */
    private record Told(String orderId, @JsonUnwrapped EventDocument event) {}

    /** What the client has been told, and is told next. */
    private record Telling(Client client, PositionVector position) {

        /** The position comes first: who loses the connection before the first event has it. */
        void begin() {
            client.begin();
            client.id(position.toString());
        }

        void follow() {
            while (true) {
                client.next(client.limits().heartbeat()).ifPresent(this::tell);
            }
        }

        void tell(Committed.Event event) {
            if (!position.covers(event.partition(), event.offset())) {
                position.advance(event.partition(), event.offset() + 1);
                client.send(
                        position.toString(), "event", new Told(event.orderId(), document(event)));
            }
        }

        private static EventDocument document(Committed.Event event) {
            return EventDocument.of(event.record(), event.partition(), event.offset());
        }
    }
}
