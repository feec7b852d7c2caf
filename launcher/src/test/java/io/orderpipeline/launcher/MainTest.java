package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {

    @TempDir Path home;

    private CommandRun run(String... arguments) {
        return CommandRun.of(home, arguments);
    }

    static Set<String> commands() {
        return Main.commandLine(Path.of("none")).getSubcommands().keySet();
    }

    @Test
    void a_misspelt_command_is_refused_with_a_suggestion() {
        CommandRun run = run("simulat");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'simulat'").contains("Did you mean: pipeline simulate");
    }

    @Test
    void an_unknown_command_is_refused_with_the_list_of_commands() {
        CommandRun run = run("xqz");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'xqz'").contains(commands());
    }

    @Test
    void no_command_is_refused_with_the_list_of_commands() {
        CommandRun run = run();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Which command?").contains(commands());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_shows_an_example_of_every_command(String command) {
        CommandRun run = run("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("(?s)Examples:.*\n  pipeline " + command + " ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself_with_examples(String command) {
        CommandRun run = run(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: pipeline " + command).contains("Examples:");
    }

    @Test
    void the_version_names_what_a_bug_report_needs() {
        assertThat(run("--version").out()).contains("order-pipeline", "Kafka 4.", "Java ");
    }

    @Test
    void two_brokers_are_refused_with_what_is_allowed() {
        CommandRun run = run("up", "--brokers", "2");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--brokers: 2 (allowed: 1 or 3)");
    }

    @ParameterizedTest
    @CsvSource({"up, 0", "up, 1001", "up, six", "topics, 0", "topics, -1"})
    void impossible_partitions_are_refused_before_anything_starts(String command, String count) {
        CommandRun run = run(command, "--partitions", count);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--partitions", count + " (allowed: 1 to 1000)")
                .doesNotContain("\tat ");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void the_status_of_no_stack_says_how_to_start_one() {
        CommandRun run = run("status");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("No stack is running", "pipeline up");
    }

    @Test
    void the_status_of_no_stack_is_a_document_as_well() throws IOException {
        CommandRun run = run("status", "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(new JsonMapper().readTree(run.out()).get("healthy").asBoolean(true)).isFalse();
    }

    @Test
    void stopping_no_stack_is_no_failure() {
        CommandRun run = run("down");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("no stack to stop");
    }

    @Test
    void an_unreadable_state_file_is_named() throws IOException {
        Files.writeString(home.resolve("stack.json"), "{ not json");
        CommandRun run = run("status");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(home.resolve("stack.json").toString());
    }

    @Test
    void without_a_running_stack_commands_use_the_default_they_declare() {
        assertThat(run("topics", "--help").out()).contains("127.0.0.1:9092");
    }
}
