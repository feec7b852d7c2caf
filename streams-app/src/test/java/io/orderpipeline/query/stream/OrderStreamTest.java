package io.orderpipeline.query.stream;

import static io.orderpipeline.query.stream.FakeLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.stream.StreamReader.Frame;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /orders/{id}/stream}: version by version, whoever of feed and views is behind. */
final class OrderStreamTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/orders/o-1/stream";

    private final FakeLog log = new FakeLog();
    private final StreamServer server = new StreamServer(log, StreamServer.QUICK);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_order_is_told_from_its_first_event_and_goes_on_as_it_happens() throws Exception {
        store(1, 2, 3, 4, 5);
        try (StreamReader stream = server.open(PATH)) {
            stream.await("order", 5);
            log.tell(version(6));
            log.tell(event("o-2", 7, 0, 77));
            log.tell(version(7));

            List<Frame> told = stream.await("order", 7);
            assertThat(told)
                    .extracting(Frame::id)
                    .containsExactly("1", "2", "3", "4", "5", "6", "7");
            assertThat(told.get(5).data())
                    .isEqualTo(
                            JSON.readTree(
                                    """
                                    {"version":6,"type":"OrderCancelled",
                                     "occurredAt":"2026-01-02T12:00:00Z","commandId":"c-6",
                                     "cause":{"topic":"order.command","partition":0,"offset":106},
                                     "event":{"topic":"order.event","partition":0,"offset":60},
                                     "payload":{"reason":"why"}}
                                    """));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 3"})
    void a_client_that_comes_back_goes_on_behind_the_version_that_it_has(long id, String first)
            throws Exception {
        store(1, 2, 3);
        try (StreamReader header = server.open(PATH, "Last-Event-ID", String.valueOf(id));
                StreamReader parameter = server.open(PATH + "?lastEventId=" + id)) {
            assertThat(header.await("order", 1).get(0).id()).isEqualTo(first);
            assertThat(parameter.await("order", 1).get(0).id()).isEqualTo(first);
        }
    }

    @Test
    void a_client_that_has_everything_waits_for_the_next_version() throws Exception {
        store(1, 2);
        try (StreamReader stream = server.open(PATH, "Last-Event-ID", "2")) {
            log.tell(version(2));
            log.tell(version(3));

            assertThat(stream.await("order", 1)).extracting(Frame::id).containsExactly("3");
        }
    }

    @Test
    void an_event_from_just_before_that_comes_late_into_the_views_is_told() throws Exception {
        store(1);
        try (StreamReader stream = server.open(PATH)) {
            stream.await("order", 1);
            store(2);

            assertThat(stream.await("order", 2)).extracting(Frame::id).containsExactly("1", "2");
        }
    }

    @Test
    void what_the_feed_tells_too_early_waits_for_what_is_missing() throws Exception {
        store(1);
        try (StreamReader stream = server.open(PATH)) {
            stream.await("order", 1);
            log.tell(version(4));
            log.tell(version(3));
            log.tell(version(5));
            await().until(() -> stream.frames().size() >= 3); // two heartbeats: nothing else
            assertThat(stream.named("order")).hasSize(1);
            store(2);

            assertThat(stream.await("order", 5))
                    .extracting(Frame::id)
                    .containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void a_version_that_never_comes_ends_the_stream_with_a_reason() throws Exception {
        store(1);
        try (StreamServer impatient =
                        new StreamServer(log, StreamServer.withGap(Duration.ofMillis(300)));
                StreamReader stream = impatient.open(PATH)) {
            stream.await("order", 1);
            log.tell(version(3));
            stream.awaitEnd();

            assertThat(stream.named("order")).extracting(Frame::id).containsExactly("1");
            assertThat(stream.await("dropped", 1).get(0).data().get("reason").asText())
                    .startsWith("Version 2 of the order is not to be had now.");
        }
    }

    @Test
    void views_that_are_away_for_a_while_delay_what_only_they_have() throws Exception {
        store(1);
        try (StreamReader stream = server.open(PATH)) {
            stream.await("order", 1);
            log.viewsAreAway = true;
            store(2);
            log.tell(version(3));
            await().until(() -> stream.frames().size() >= 3);
            log.viewsAreAway = false;

            assertThat(stream.await("order", 3))
                    .extracting(Frame::id)
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void an_order_that_only_the_feed_knows_yet_is_an_order() throws Exception {
        log.onSubscribed = () -> log.tell(version(1));
        try (StreamReader stream = server.open(PATH)) {
            assertThat(stream.response.statusCode()).isEqualTo(200);
            assertThat(stream.await("order", 1)).extracting(Frame::id).containsExactly("1");
        }
    }

    @Test
    void an_order_without_events_is_not_found() throws Exception {
        HttpResponse<String> refused = server.send(server.request(PATH));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("order-not-found", "o-1");
        await().until(() -> log.listeners.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "o%2F1", "%3Cscript%3E", "o%C3%B6"})
    void a_malformed_id_is_refused(String id) throws Exception {
        HttpResponse<String> refused = server.send(server.request("/orders/" + id + "/stream"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid-order-id");
    }

    @ParameterizedTest
    @CsvSource({
        "lastEventId=, Last-Event-ID",
        "lastEventId=-1, Last-Event-ID",
        "lastEventId=x, Last-Event-ID",
        "lastEventId=1.0, Last-Event-ID",
        "lastEventId=1000000001, Last-Event-ID",
        "lastEventId=99999999999999999999, Last-Event-ID",
        "lastEventId=3, Last-Event-ID",
        "lastEventId=1&lastEventId=2, lastEventId",
        "after=1, after"
    })
    void a_version_that_the_order_does_not_have_is_refused(String query, String wrong)
            throws Exception {
        store(1, 2);

        HttpResponse<String> refused = server.send(server.request(PATH + "?" + query));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(refused.body()).at("/errors/0/field").asText()).isEqualTo(wrong);
    }

    @Test
    void without_views_there_is_no_stream() throws Exception {
        log.viewsAreAway = true;

        HttpResponse<String> refused = server.send(server.request(PATH));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(refused.body()).get("state").asText()).isEqualTo("restoring");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    }

    private void store(long... versions) {
        for (long version : versions) {
            log.views.add(version(version));
        }
    }

    private static Committed.Event version(long version) {
        return event("o-1", version, 0, 10 * version);
    }
}
