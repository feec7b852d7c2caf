package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.query.Neighbour.Answer;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Whereabouts.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an instance does with a question about an order that another one has. */
final class RoutingTest {

    private static final Answer ORDER =
            new Answer(
                    200,
                    Map.of(
                            "ETag",
                            "\"2-g5\"",
                            "Content-Type",
                            "application/json",
                            "X-Generation",
                            "5"),
                    "{ }");
    private static final Answer OLD_ORDER = new Answer(200, Map.of("X-Staleness-Ms", "7"), "{}");
    private static final Answer UNAVAILABLE = new Answer(503, Map.of("Retry-After", "1"), "{}");

    private final FrontDesk desk = new FrontDesk();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void the_owners_answer_is_passed_on_byte_for_byte() throws IOException {
        try (Neighbour owner = Neighbour.answering(ORDER)) {
            place(owner.place());

            FrontDesk.Reply reply = desk.get("/orders/o-1?minVersion=2");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("etag")).hasValue("\"2-g5\"");
            assertThat(reply.header("x-generation")).hasValue("5");
            assertThat(reply.body()).isEqualTo("{ }");
            assertThat(owner.asked).containsExactly("/orders/o-1?minVersion=2 active");
        }
    }

    @Test
    void a_standby_answers_for_an_owner_that_is_gone() throws IOException {
        try (Neighbour standby = Neighbour.answering(OLD_ORDER)) {
            place(Neighbour.nobody(), standby.place());

            FrontDesk.Reply reply = desk.get("/orders/o-1");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("x-staleness-ms")).hasValue("7");
            assertThat(standby.asked).containsExactly("/orders/o-1 standby");
        }
    }

    @Test
    void an_owner_that_hangs_costs_no_more_than_two_short_waits() throws IOException {
        try (Neighbour owner = Neighbour.silent();
                Neighbour standby = Neighbour.answering(OLD_ORDER)) {
            place(owner.place(), standby.place());
            long start = System.nanoTime();

            FrontDesk.Reply reply = desk.get("/orders/o-1");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(owner.asked).hasSize(2);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(7));
        }
    }

    /** Java's addresses refuse these: they cannot be relayed, and are wrong anyway. */
    @ParameterizedTest
    @ValueSource(strings = {"asOf=%zz", "asOf=2026-01-02T03:04:05Z|", "minVersion=1&{}", "x=%"})
    void a_query_that_cannot_be_relayed_is_refused_here(String query) throws IOException {
        try (Neighbour owner = Neighbour.answering(ORDER)) {
            place(owner.place());

            List<Wire.Answer> answers =
                    Wire.exchange(
                            desk.server.port(), Call.of("GET", "/orders/o-1?" + query).bytes());

            assertThat(answers).extracting(Wire.Answer::status).containsExactly(400);
            assertThat(owner.asked).isEmpty();
        }
    }

    @Test
    void a_streams_past_is_the_owners_own_and_no_standbys() throws IOException {
        Answer nothing = new Answer(404, Map.of(), "{}");
        try (Neighbour owner = Neighbour.answering(nothing)) {
            place(owner.place());

            assertThat(history().after("o-1", 3).join()).isEmpty();

            assertThat(owner.asked).containsExactly("/orders/o-1/history?after=3 active");
        }
        try (Neighbour owner = Neighbour.answering(UNAVAILABLE)) {
            place(owner.place());

            assertThatThrownBy(() -> history().after("o-1", 3).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(UnavailableException.class);
        }
    }

    private RoutedHistory history() {
        return new RoutedHistory(
                desk.views, new Resources.Routing(desk.views, new Peers(), desk.views));
    }

    private void place(Instance owner, Instance... standbys) {
        desk.views.place = new Place(Optional.of(owner), List.of(standbys));
    }
}
