package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command lines; what the commands do is shown against real topics. */
class DeadLettersCommandTest {

    @TempDir Path home;

    private CommandRun run(String line) {
        Stream<String> words = Stream.of(line.split(" ")).filter(word -> !word.isEmpty());
        return CommandRun.of(
                home,
                Stream.concat(Stream.of("dead-letters"), words)
                        .map(word -> word.replace('_', ' '))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                       | Which command?",
                "show                                   | Missing required parameter: 'PLACE'",
                "show 3-17                              | 3-17 (allowed: PARTITION@OFFSET",
                "list --state lost                      | lost (allowed: open, redriven, quarantined",
                "list --since yesterday                 | yesterday (allowed: an instant with its zone",
                "list --limit 0                         | --limit is 0 (allowed: 1 to 100000)",
                "redrive                                | Which letters?",
                "redrive 3@17 --all                     | Which letters?",
                "redrive 3@17 --max-attempts 0          | --max-attempts is 0 (allowed: 1 to 100)",
                "redrive 3@17 --execute --by ann        | Why? Say so with --why",
                "redrive 3@17 --execute --why x --by _  | Who does it?",
                "discard --why x                        | Missing required parameter: 'PLACE'",
                "discard 3@17 --by ann                  | Why? Say so with --why",
                "discard 3@17 --by _ --why x            | Who does it? Say so with --by NAME"
            })
    void a_wrong_command_line_is_told_with_what_is_allowed(String line, String message) {
        CommandRun run = run(line == null ? "" : line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "list --help", "show --help", "redrive --help", "discard --help"})
    void help_has_examples(String line) {
        CommandRun run = run(line);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Examples:", "pipeline dead-letters");
    }

    @Test
    void without_a_broker_it_says_what_to_do() {
        CommandRun run = run("list --bootstrap 127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("127.0.0.1:1", "./pipeline up");
    }
}
