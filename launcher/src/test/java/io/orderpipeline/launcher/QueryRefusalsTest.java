package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** What every question has in common when there is no answer to it. */
class QueryRefusalsTest extends QueryTest {

    @ParameterizedTest
    @CsvSource({
        "404, order-not-found, 1",
        "400, invalid-request, 2",
        "503, views-unavailable, 3",
        "500, internal, 3",
        "404, no-such-resource, 3"
    })
    void what_the_app_refuses_is_told_in_its_own_words(int status, String type, int exitCode) {
        app.problem("GET /orders/o-1", status, type, "");

        CommandRun run = run("get", "order", "o-1");

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).startsWith("A title. This is why.");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void each_invalid_field_is_named_once() {
        app.problem(
                "GET /orders?limit=100&cursor=x",
                400,
                "invalid-request",
                ",\"errors\":[{\"field\":\"cursor\",\"rule\":\"of another\\nquery\"},"
                        + "{\"field\":\"limit\",\"rule\":\"1 to 1000\"}]");
        app.answer(
                "GET /orders?limit=100&cursor=y",
                400,
                "{\"type\":\"urn:order-pipeline:problem:invalid-request\",\"detail\":\"cursor: forged\","
                        + "\"errors\":[{\"field\":\"cursor\",\"problem\":\"forged\"}]}");

        assertThat(run("list", "orders", "--cursor", "x").err().lines())
                .containsExactly(
                        "A title. This is why.",
                        "  cursor: of another?query",
                        "  limit: 1 to 1000");
        assertThat(run("list", "orders", "--cursor", "y").err().lines())
                .containsExactly("cursor: forged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get order o-1",
                "get transaction t-1",
                "history o-1",
                "list orders",
                "list transactions --state PENDING",
                "list compensations",
                "stats",
                "stats --watch",
                "watch",
                "watch o-1"
            })
    void an_app_that_is_not_there_is_named_with_what_to_do(String line) {
        String nobody = FakeApp.nobody().toString();
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.add("--url=" + nobody);

        CommandRun run = CommandRun.of(Ansi.OFF, arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(nobody, "pipeline app", "--url").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get                                     | Get what?",
                "get ordr                                | order",
                "get order                               | ID",
                "get order o/1                           | allowed: 1 to 64 characters",
                "get order o-1 o-2                       | o-2",
                "get transaction t?1                     | allowed: 1 to 64 characters",
                "get order o-1 --as-of yesterday         | allowed: an instant",
                "get order o-1 --as-of 2026-01-02T12:00  | with its zone",
                "get order o-1 --as-of 1969-12-31T00:00:00Z | 1970 to 9999",
                "get order o-1 --min-version 0           | allowed: 1 to 1000000000",
                "get order o-1 --min-version two         | allowed: 1 to 1000000000",
                "get order o-1 --min-version 2 --wait 31s | allowed: 0s to 30s",
                "get order o-1 --wait 5s                 | --min-version",
                "get order o-1 --min-version 2 --as-of 2026-01-02T12:00:00Z | Either",
                "get order o-1 --json --table            | mutually exclusive",
                "history                                 | ID",
                "history o,1                             | allowed: 1 to 64 characters",
                "list                                    | List what?",
                "list orders --status LOST               | PLACED, PAID, FULFILLED, CANCELLED",
                "list orders --customer c/1              | allowed: 1 to 64 characters",
                "list orders --from now                  | allowed: an instant",
                "list orders --to +10000-01-01T00:00:00Z | 1970 to 9999",
                "list orders --limit 0                   | allowed: 1 to 1000",
                "list orders --limit 1001                | allowed: 1 to 1000",
                "list transactions                       | --state",
                "list transactions --state GONE          | PENDING",
                "list transactions --state CITED --older-than 5 | such as 30s, 5m, 2h or 1d",
                "list transactions --state CITED --older-than -5m | such as 30s, 5m, 2h or 1d",
                "list transactions --state CITED --older-than 9999999d | such as 30s",
                "stats --watch 0s                        | allowed: 1s to 1h",
                "stats --watch 2h                        | allowed: 1s to 1h",
                "stats --count 2                         | --watch",
                "watch o/1                               | allowed: 1 to 64 characters",
                "watch --count 0                         | allowed: 1 to"
            })
    void a_wrong_command_line_is_refused_before_anybody_is_asked(String line, String why) {
        CommandRun run = CommandRun.of(Ansi.OFF, line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(why).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get order",
                "get transaction",
                "history",
                "list orders",
                "list transactions",
                "list compensations",
                "stats",
                "watch"
            })
    void every_command_explains_itself_with_examples_and_exit_codes(String command) {
        CommandRun run = CommandRun.of(Ansi.OFF, (command + " --help").split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Usage: pipeline " + command, "Examples:", "  pipeline " + command)
                .contains("--url", "--json", "--table", "--no-color", "NO_COLOR")
                .contains("Exit codes: 0 it worked; 1 not found", "3 the app cannot be reached");
        assertThat(run.out().substring(run.out().indexOf("Examples:")).lines())
                .as("only whole lines: an example, an exit code, a sentence")
                .allMatch(line -> line.isEmpty() || line.matches("(  pipeline |[A-Z2a]).*"));
    }
}
