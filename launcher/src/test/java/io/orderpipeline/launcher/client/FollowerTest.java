package io.orderpipeline.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.launcher.FakeApp;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30) // following that never ends is what may go wrong
class FollowerTest {

    private static final RequestPath STREAM = RequestPath.to("events", "stream");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final FakeApp app = new FakeApp();
    private final List<String> notices = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        app.close();
    }

    private Follower follower(Duration silence, Duration limit) {
        return new Follower(
                new AppClient(app.url()),
                STREAM,
                notices::add,
                silence,
                new Patience(limit, Duration.ofMillis(10)));
    }

    private void follow(Follower follower, int events) {
        follower.follow(
                event -> {
                    seen.add(event.data());
                    return seen.size() < events;
                });
    }

    @Test
    void a_connection_without_a_word_is_lost() {
        app.silentStream("/events/stream", "id: 1\ndata: a\n\n");
        app.silentStream("/events/stream", "id: 2\ndata: b\n\n");

        follow(follower(SHORT, LONG), 2);

        assertThat(seen).containsExactly("a", "b");
        assertThat(notices).first().asString().contains("nothing came for", "Going on after 1.");
    }

    @Test
    void lines_end_in_every_way_that_is_allowed() {
        app.silentStream("/events/stream", "data: a\r\n\r\ndata: b\r\rdata: c\n\n");

        follow(follower(LONG, LONG), 3);

        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void more_events_than_are_read_ahead_all_come_in_order() {
        StringBuilder stream = new StringBuilder();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            stream.append("data: ").append(i).append("\n\n");
            sent.add(String.valueOf(i));
        }
        app.silentStream("/events/stream", stream.toString());

        follow(follower(LONG, LONG), sent.size());

        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void when_the_app_stays_away_the_last_failure_is_told() {
        app.stream("/events/stream", "id: 1\ndata: a\n\n");
        app.problem("GET /events/stream", 503, "draining", "");

        assertThatThrownBy(() -> follow(follower(LONG, SHORT), 2))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("This is why.");
        assertThat(seen).containsExactly("a");
    }

    @Test
    void connections_that_say_nothing_are_no_answer() {
        app.stream("/events/stream", "");

        assertThatThrownBy(() -> follow(follower(LONG, SHORT), 1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no stream");
    }

    @Test
    void an_app_that_goes_away_is_named_in_the_end() {
        app.stream("/events/stream", "id: 1\ndata: a\n\n");

        assertThatThrownBy(
                        () ->
                                follower(LONG, SHORT)
                                        .follow(
                                                event -> {
                                                    app.close();
                                                    return true;
                                                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(app.url().toString());
    }

    @Test
    void what_has_become_wrong_for_good_is_not_tried_again() {
        app.stream("/events/stream", "id: 1\ndata: a\n\n");
        app.problem("GET /events/stream", 400, "invalid-request", "");

        assertThatThrownBy(() -> follow(follower(LONG, LONG), 2))
                .isInstanceOfSatisfying(
                        RefusalException.class, e -> assertThat(e.exitCode()).isEqualTo(2));
        assertThat(app.asked()).hasSize(2);
    }

    @Test
    void the_servers_wait_is_kept_within_bounds() {
        app.stream("/events/stream", "retry: 0\nid: 1\ndata: a\n\n");
        app.silentStream("/events/stream", "data: b\n\n");
        long begin = System.nanoTime();

        follow(follower(LONG, LONG), 2);

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(100));
    }
}
