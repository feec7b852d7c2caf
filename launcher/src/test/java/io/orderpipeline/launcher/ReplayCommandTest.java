package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {

    private static final Path NO_STACK = Path.of("no-such-stack");

    private final FakeApp app = new FakeApp();

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--promote --order o-1    | Nothing can be promoted from a part",
                "--promote --from 0:17    | Nothing can be promoted from a part",
                "--promote --dry-run      | exclude each other",
                "--rate 0                 | must be 1 or more",
                "--from yesterday         | PARTITION:OFFSET",
                "--grace forever          | from 1s to 30d"
            })
    void what_makes_no_sense_is_refused_before_anybody_is_asked(String options, String told) {
        CommandRun run = CommandRun.of(NO_STACK, ("replay " + options).split(" +"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(told);
    }

    @Test
    void generations_are_listed_with_their_state_at_each_instance() {
        app.answer(
                "GET /generations",
                200,
                """
                {"revision":7,"live":2,"self":"h1:80","holding":{"to":3},"unanswered":["h3:80"],
                 "generations":[
                  {"number":2,"status":"LIVE","startedAt":"2026-02-01T00:00:00Z","startedBy":"pipeline",
                   "why":"the first","instances":[
                    {"instance":"h1:80","state":"RUNNING","behind":0,"ready":true},
                    {"instance":"h2:80","state":"RUNNING","behind":4,"ready":false}]},
                  {"number":3,"status":"VERIFIED","startedAt":"2026-02-02T00:00:00Z",
                   "startedBy":"ada","why":"totals","build":"b1","verified":{"orders":17},"instances":[]}]}
                """);

        CommandRun run =
                CommandRun.of(NO_STACK, "generations", "list", "--url", app.url().toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "GENERATION STATUS STARTED BY WHY BUILD ORDERS INSTANCE STATE BEHIND READY",
                        "2 LIVE 2026-02-01T00:00:00Z pipeline the first - - h1:80 RUNNING 0 true",
                        "2 LIVE 2026-02-01T00:00:00Z pipeline the first - - h2:80 RUNNING 4 false",
                        "3 VERIFIED 2026-02-02T00:00:00Z ada totals b1 17 - - - -",
                        "Everything is held for generation 3; that ends within seconds.",
                        "No answer from h3:80.");
    }

    @Test
    void where_nobody_answers_that_is_said_with_what_can_be_done() {
        CommandRun run =
                CommandRun.of(
                        NO_STACK, "generations", "list", "--url", FakeApp.nobody().toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("pipeline app", "--url");
    }
}
