package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.runtime.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultCommandTest {

    @TempDir private Path home;

    private CommandRun run(String... arguments) {
        return CommandRun.of(home.resolve("stack"), arguments);
    }

    @Test
    void the_list_names_every_fault_and_says_what_it_does() {
        CommandRun list = run("fault", "list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .containsPattern("lose-state +Delete the state directory")
                .containsPattern("damage-changelog +Delete or forge states");
    }

    @Test
    void no_fault_is_refused_with_the_list_of_faults() {
        assertThat(run("fault").exitCode()).isEqualTo(2);
        assertThat(run("fault").err()).contains("Which fault?", "lose-state");
    }

    @Test
    void a_lost_state_leaves_nothing_but_the_lock() throws IOException {
        Path state = Files.createDirectories(home.resolve("state"));
        Files.createDirectories(state.resolve("order-pipeline-decider/0_0"));
        Files.writeString(state.resolve("order-pipeline-decider/0_0/.checkpoint"), "1");
        Files.writeString(state.resolve("instance.id"), "one");

        CommandRun run = run("fault", "lose-state", "--state-dir", state.toString(), "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.document().path("count").asInt()).isEqualTo(2);
        assertThat(run.document().path("damaged").toString())
                .contains("order-pipeline-decider", "instance.id");
        assertThat(state).isDirectoryNotContaining("glob:**/[!.]*");
    }

    @Test
    void a_state_in_use_is_not_lost() throws IOException {
        Path state = Files.createDirectories(home.resolve("state"));
        Files.writeString(state.resolve("instance.id"), "one");
        try (StateDirectory held = StateDirectory.lock(state)) {
            CommandRun run = run("fault", "lose-state", "--state-dir", state.toString());

            assertThat(held).isNotNull();
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("in use by process", "stopped or killed");
        }
        assertThat(state.resolve("instance.id")).exists();
    }

    @Test
    void a_directory_that_is_not_there_is_refused() {
        CommandRun run = run("fault", "lose-state", "--state-dir", home + "/none");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no state directory");
    }

    @ParameterizedTest
    @CsvSource({
        "rebuild decider, changelogs would be written",
        "fault damage-changelog tracker, a changelog would be damaged",
        "fault lost-confirmations, confirmations would be lost",
        "fault poison, poison would be sent"
    })
    void what_is_not_on_this_machine_is_asked_for_twice(String command, String what) {
        String[] arguments = (command + " --bootstrap kafka.example:9092").split(" ");

        CommandRun run = run(arguments);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(what, "kafka.example:9092", "--yes");
    }

    @ParameterizedTest
    @CsvSource({
        "rebuild views, ROLE",
        "rebuild decider --set closed.order.retention.ms=soon, closed.order.retention.ms",
        "rebuild decider --set no.such.key=1, no.such.key",
        "fault damage-changelog decider --mode burn, delete-topic",
        "fault damage-changelog decider --count 0, --count: 0 (allowed: 1 to 1000000)",
        "fault poison --orders 0, orders"
    })
    void what_cannot_be_meant_is_a_usage_error(String command, String said) {
        CommandRun run = run(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void without_a_broker_there_is_nothing_to_rebuild() {
        CommandRun run = run("rebuild", "decider", "--bootstrap", "127.0.0.1:1", "--dry-run");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("127.0.0.1:1");
    }

    @Test
    void a_folder_that_is_no_apps_is_left_alone(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("order-pipeline-decider"));
        Files.writeString(folder.resolve("ledger.jsonl"), "precious");
        CommandRun run = run("fault", "lose-state", "--state-dir", folder.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("holds ledger.jsonl", "nothing was deleted");
        assertThat(folder.resolve("order-pipeline-decider")).exists();
        assertThat(folder.resolve("ledger.jsonl")).hasContent("precious");
    }

    @Test
    void a_mistaken_projection_is_not_deployed_elsewhere_unasked() {
        CommandRun run = run("fault", "bad-projection", "--bootstrap", "broker.example:9092");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("broker.example:9092", "--yes");
    }

    @Test
    void nor_where_only_the_app_s_configuration_file_says_so(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("app.properties");
        Files.writeString(file, "bootstrap.servers=broker.example:9092");
        CommandRun run = run("fault", "bad-projection", "--config", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("broker.example:9092", "--yes");
    }
}
