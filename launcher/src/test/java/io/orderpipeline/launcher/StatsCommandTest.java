package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatsCommandTest extends QueryTest {

    private static final String STATS =
            """
            {"at":"2026-01-02T12:00:00Z","generation":"7","instances":[
              {"address":"h1:8080","roles":[{"role":"decider","state":"RUNNING","ready":true},
                {"role":"views","state":"REBALANCING","ready":false}],"partitions":[0,2]},
              {"address":"h2:8080","roles":[],"partitions":[]}],
             "orders":{"PLACED":3,"PAID":12},"transactions":{"TRACKED":12},
             "eventsPerSecond":12.3,"lag":{"decider":0,"views":41}%s}
            """;

    @Test
    void totals_are_tables() {
        app.answer("GET /stats", 200, STATS.formatted(""));

        CommandRun run = table("stats");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "at           2026-01-02T12:00:00Z",
                        "generation   7",
                        "events/s     12.3",
                        "",
                        "INSTANCE  ROLES                                           PARTITIONS",
                        "h1:8080   decider RUNNING, views REBALANCING (not ready)  0, 2",
                        "h2:8080   -                                               -",
                        "",
                        "STATUS  ORDERS",
                        "PLACED  3",
                        "PAID    12",
                        "",
                        "STATE    TRANSACTIONS",
                        "TRACKED  12",
                        "",
                        "ROLE     LAG",
                        "decider  0",
                        "views    41");
    }

    @Test
    void a_partial_answer_names_what_is_missing_and_is_no_success() {
        app.answer("GET /stats", 200, STATS.formatted(",\"missing\":[1]"));

        CommandRun run = run("stats");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.document()).isEqualTo(FakeApp.parsed(STATS.formatted(",\"missing\":[1]")));
        assertThat(run.err()).contains("partitions 1 ");
    }

    @Test
    void watched_totals_are_a_document_a_line() {
        app.answer("GET /stats", 200, STATS.formatted(""));

        CommandRun run = run("stats", "--watch", "1s", "--count", "2");

        assertThat(run.exitCode()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(FakeApp.parsed(lines.get(1))).isEqualTo(FakeApp.parsed(STATS.formatted("")));
    }

    @Test
    void on_a_terminal_watched_totals_replace_each_other() {
        app.answer("GET /stats", 200, STATS.formatted(""));

        assertThat(onTerminal("stats", "--watch", "--count=1").out())
                .startsWith("\u001b[H\u001b[2J");
        assertThat(table("stats", "--watch", "--count=1").out()).doesNotContain("\u001b");
    }

    @Test
    void watching_goes_on_where_one_answer_is_missing() {
        app.answer("GET /stats", 200, STATS.formatted(""));
        app.problem("GET /stats", 503, "views-unavailable", "");
        app.answer("GET /stats", 200, STATS.formatted(""));

        CommandRun run = run("stats", "--watch=1s", "--count=2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err()).contains("This is why.", "Try again in 1 s", "/health/ready");
        assertThat(requests()).hasSize(3);
    }

    @Test
    void watching_does_not_begin_where_the_first_answer_is_missing() {
        app.problem("GET /stats", 503, "views-unavailable", "");

        assertThat(run("stats", "--watch=1s").exitCode()).isEqualTo(3);
        assertThat(requests()).hasSize(1);
    }
}
