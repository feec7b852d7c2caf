package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30) // watching that never ends is what may go wrong
class WatchCommandTest extends QueryTest {

    private static String sent(String id, String data) {
        return "id: %s\nevent: event\ndata: %s\n\n".formatted(id, data);
    }

    @Test
    void events_are_a_line_each() {
        app.silentStream(
                "/events/stream",
                ": hello\n\n"
                        + sent("0:1", event(1, "OrderPlaced", "\"region\":\"eu-west\""))
                        + sent(
                                "0:2",
                                event(2, "OrderCancelled", "\"reason\":\"changed\\u0007mind\"")));

        CommandRun run = table("watch", "--count", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "WHEN                  ORDER  VERSION  EVENT        COMMAND  CAUSED BY          "
                                + "STANDS AT         DETAILS",
                        "2026-01-02T12:00:01Z  o-1    1        OrderPlaced  c-1      order.command-3@7  "
                                + "order.event-3@11  region eu-west",
                        "2026-01-02T12:00:02Z  o-1    2        OrderCancelled  c-2      order.command-3@7  "
                                + "order.event-3@12  reason changed?mind");
    }

    @Test
    void where_nobody_looks_events_are_a_document_a_line() {
        String first = event(1, "OrderPlaced", "");
        app.silentStream("/orders/o-1/stream", sent("1", first) + sent("2", event(2, "X", "")));

        CommandRun run = run("watch", "o-1", "--count=1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines(first);
    }

    @Test
    void when_nobody_reads_any_more_watching_ends() {
        app.silentStream("/events/stream", sent("0:1", "{}") + sent("0:2", "{}"));
        PrintWriter closed = new PrintWriter(new PipedWriter()); // to which no reader is connected

        int exitCode =
                Main.commandLine(Path.of("none"))
                        .setOut(closed)
                        .execute("watch", "--url=" + app.url());

        assertThat(exitCode).isZero();
    }

    @Test
    void data_in_several_lines_is_one_event() {
        app.silentStream(
                "/events/stream", "data: {\"version\":\ndata:3}\nid: 0:9\n\n" + sent("0:10", "{}"));

        assertThat(run("watch", "--count=2").out().lines())
                .containsExactly("{\"version\":3}", "{}");
    }

    @Test
    void a_lost_connection_is_made_again_from_the_last_event_on() {
        app.stream(
                "/events/stream", sent("0:1,1:0", event(1, "A", "")) + "id: 0:2,1:0\ndata: {}\n");
        app.problem("GET /events/stream", 503, "too-many-streams", "");
        app.silentStream("/events/stream", sent("0:2,1:0", event(2, "B", "")));

        CommandRun run = run("watch", "--count", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(app.asked())
                .extracting(FakeApp.Asked::lastEventId)
                .containsExactly("", "0:1,1:0", "0:1,1:0");
        assertThat(run.err())
                .contains("The connection is lost", "Going on after 0:1,1:0.", "Connected again.");
    }

    @Test
    void events_that_may_be_missed_before_the_first_are_said_to_be() {
        app.stream("/events/stream", ": nothing yet\n\n");
        app.silentStream("/events/stream", sent("0:2", event(2, "B", "")));

        assertThat(run("watch", "--count", "1").err())
                .contains("Events until the next connection are not shown.");
    }

    @Test
    void one_who_was_too_slow_is_told_and_goes_on() {
        app.silentStream(
                "/events/stream",
                sent("0:1", event(1, "A", ""))
                        + "event: dropped\ndata: {\"reason\":\"too slow\"}\n\n");
        app.silentStream("/events/stream", sent("0:2", event(2, "B", "")));

        CommandRun run = run("watch", "--count", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err()).contains("cut it off", "too slow", "Going on after 0:1.");
    }

    @Test
    void an_order_without_events_is_not_found() {
        app.problem("GET /orders/o-1/stream", 404, "order-not-found", "");

        CommandRun run = run("watch", "o-1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("A title. This is why.");
        assertThat(requests()).isEqualTo(List.of("GET /orders/o-1/stream"));
    }

    @Test
    void a_first_connection_that_is_refused_is_not_tried_again() {
        app.problem("GET /events/stream", 503, "too-many-streams", "");

        CommandRun run = run("watch");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("This is why.", "Try again in 1 s");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void what_is_no_stream_of_the_apps_is_not_taken_for_one() {
        app.answer("GET /events/stream", 200, "{}");
        app.silentStream("/orders/o-1/stream", sent("1", "<html>"));

        assertThat(run("watch").exitCode()).isEqualTo(3);
        CommandRun run = run("watch", "o-1");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("is not the app");
    }
}
