package io.orderpipeline.query.stream;

import static io.orderpipeline.query.stream.FakeLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.stream.StreamReader.Frame;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /events/stream}: from now on, or from where a client was; nothing lost or doubled. */
final class EventsStreamTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeLog log = new FakeLog();
    private final StreamServer server = new StreamServer(log, StreamServer.QUICK);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_event_is_told_as_it_is_committed_with_the_position_behind_it() throws Exception {
        log.commit(event("o-0", 1, 1, 6));
        try (StreamReader stream = server.open("/events/stream")) {
            log.commitAndTell(event("o-1", 4, 0, 7));

            Frame told = stream.await("event", 1).get(0);
            assertThat(told.id()).isEqualTo("0:8,1:7");
            assertThat(told.data())
                    .isEqualTo(
                            JSON.readTree(
                                    """
                                    {"orderId":"o-1","version":4,"type":"OrderCancelled",
                                     "occurredAt":"2026-01-02T12:00:00Z","commandId":"c-4",
                                     "cause":{"topic":"order.command","partition":0,"offset":104},
                                     "event":{"topic":"order.event","partition":0,"offset":7},
                                     "payload":{"reason":"why"}}
                                    """));
            assertThat(stream.frames().get(0).id()).isEqualTo("0:0,1:7");
            assertThat(stream.frames().get(0).event()).isEqualTo("-");
        }
    }

    @Test
    void nothing_keeps_events_back_on_the_way() throws Exception {
        try (StreamReader stream = server.open("/events/stream")) {
            assertThat(stream.response.statusCode()).isEqualTo(200);
            var headers = stream.response.headers();
            assertThat(headers.firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("Content-Encoding")).isEmpty();
            assertThat(headers.firstValue("Content-Length")).isEmpty();
        }
    }

    @Test
    void a_silent_stream_says_that_it_lives() throws Exception {
        try (StreamReader stream = server.open("/events/stream")) {
            await().until(() -> heartbeats(stream) >= 3);
            log.commitAndTell(event("o-1", 1, 0, 0));

            assertThat(stream.await("event", 1)).hasSize(1);
        }
    }

    private static long heartbeats(StreamReader stream) {
        return stream.frames().stream()
                .filter(frame -> "heartbeat".equals(frame.fields().get("")))
                .count();
    }

    @Test
    void a_client_that_comes_back_gets_what_it_missed_and_then_what_is_new() throws Exception {
        LongStream.range(0, 10).forEach(o -> log.commit(event("o-a", o + 1, 0, 2 * o)));
        LongStream.range(0, 5).forEach(o -> log.commit(event("o-b", o + 1, 1, o)));
        try (StreamReader stream = server.open("/events/stream", "Last-Event-ID", "0:4,1:3")) {
            stream.await("event", 10);
            log.commitAndTell(event("o-b", 6, 1, 5));

            List<Frame> told = stream.await("event", 11);
            assertThat(places(told, 0)).containsExactly(4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L);
            assertThat(places(told, 1)).containsExactly(3L, 4L, 5L);
            assertThat(told.get(10).id()).isEqualTo("0:19,1:6");
            assertThat(stream.frames().get(0).id()).isEqualTo("0:4,1:3");
        }
    }

    @Test
    void what_the_feed_tells_while_the_past_is_read_is_neither_lost_nor_doubled() throws Exception {
        log.commit(event("o-a", 1, 0, 0));
        List<Integer> listeningAtReads = new CopyOnWriteArrayList<>();
        log.onRead =
                listening -> {
                    listeningAtReads.add(listening);
                    log.tell(event("o-a", 1, 0, 0)); // read, too
                    log.commitAndTell(event("o-a", 2, 0, 1)); // behind what is read
                };
        try (StreamReader stream = server.open("/events/stream?lastEventId=0:0,1:0")) {
            stream.await("event", 2);
            log.commitAndTell(event("o-a", 3, 0, 2));

            assertThat(places(stream.await("event", 3), 0)).containsExactly(0L, 1L, 2L);
            assertThat(listeningAtReads).containsExactly(1);
        }
    }

    @Test
    void what_is_committed_between_subscribing_and_asking_for_the_end_is_told_once()
            throws Exception {
        log.onEnds =
                () -> {
                    log.onEnds = () -> {};
                    log.commitAndTell(event("o-a", 1, 0, 0));
                };
        try (StreamReader stream = server.open("/events/stream")) {
            log.commitAndTell(event("o-a", 2, 0, 1));

            assertThat(places(stream.await("event", 1), 0)).containsExactly(1L);
            assertThat(stream.frames().get(0).id()).isEqualTo("0:1,1:0");
        }
    }

    @Test
    void a_long_past_is_read_before_the_feed_is_listened_to() throws Exception {
        LongStream.range(0, 3_000).forEach(o -> log.commit(event("o-a", o + 1, 0, o)));
        List<Integer> listeningAtReads = new CopyOnWriteArrayList<>();
        log.onRead = listeningAtReads::add;
        try (StreamReader stream = server.open("/events/stream?lastEventId=0:0,1:0")) {
            stream.await("event", 3_000);
            await().until(() -> log.listeners.size() == 1);
            log.commitAndTell(event("o-a", 3_001, 0, 3_000));

            assertThat(places(stream.await("event", 3_001), 0))
                    .containsExactlyElementsOf(LongStream.rangeClosed(0, 3_000).boxed().toList());
            assertThat(listeningAtReads).containsExactly(0);
        }
    }

    @Test
    void a_past_that_cannot_be_read_to_its_end_ends_the_stream_with_a_reason() throws Exception {
        log.commit(event("o-a", 1, 0, 0));
        log.onRead =
                listening -> {
                    throw new UnavailableException(Reason.CATCHING_UP, "This is why.");
                };
        try (StreamReader stream = server.open("/events/stream?lastEventId=0:0,1:0")) {
            stream.awaitEnd();

            Frame last = stream.await("dropped", 1).get(0);
            assertThat(last.data().get("reason").asText()).startsWith("This is why.");
            assertThat(last.id()).isEqualTo("-");
            assertThat(server.ended("unavailable")).isOne();
        }
    }

    @Test
    void a_browser_that_reconnects_goes_on_from_its_header_and_not_from_its_first_address()
            throws Exception {
        LongStream.range(0, 4).forEach(o -> log.commit(event("o-a", o + 1, 0, o)));
        try (StreamReader stream =
                server.open("/events/stream?lastEventId=0:0,1:0", "Last-Event-ID", "0:3,1:0")) {
            assertThat(places(stream.await("event", 1), 0)).containsExactly(3L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?lastEventId=            | Last-Event-ID",
                "?lastEventId=7           | Last-Event-ID",
                "?lastEventId=0:1         | Last-Event-ID",
                "?lastEventId=0:1,1:1,2:1 | Last-Event-ID",
                "?lastEventId=0:1,2:1     | Last-Event-ID",
                "?lastEventId=1:1,0:1     | Last-Event-ID",
                "?lastEventId=0:1,1:1,    | Last-Event-ID",
                "?lastEventId=0:01,1:1    | Last-Event-ID",
                "?lastEventId=0:-1,1:1    | Last-Event-ID",
                "?lastEventId=0:3,1:1     | Last-Event-ID",
                "?lastEventId=0:9999999999999999999,1:1 | Last-Event-ID",
                "?lastEventId=0:1,1:1&lastEventId=0:1,1:1 | lastEventId",
                "?since=1                 | since"
            })
    void an_id_that_no_stream_gave_out_is_refused(String query, String wrong) throws Exception {
        log.commit(event("o-a", 1, 0, 1));
        log.commit(event("o-b", 1, 1, 0));

        HttpResponse<String> refused = server.send(server.request("/events/stream" + query));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(JSON.readTree(refused.body()).at("/errors/0/field").asText()).isEqualTo(wrong);
        if (wrong.equals("Last-Event-ID")) {
            assertThat(refused.body()).contains("at most 0:2,1:1");
        }
        await().until(() -> server.open() == 0);
        assertThat(log.listeners).isEmpty();
    }

    @Test
    void without_a_feed_there_is_no_stream() throws Exception {
        log.feedIsAway = true;

        HttpResponse<String> refused = server.send(server.request("/events/stream"));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body()).contains("views-unavailable", "This is why.");
    }

    private static List<Long> places(List<Frame> told, int partition) {
        return told.stream()
                .map(frame -> frame.data().get("event"))
                .filter(place -> place.get("partition").asInt() == partition)
                .map(place -> place.get("offset").asLong())
                .toList();
    }
}
