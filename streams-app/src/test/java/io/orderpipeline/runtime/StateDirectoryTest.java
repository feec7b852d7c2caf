package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may use a state directory. */
final class StateDirectoryTest {

    @TempDir Path dir;

    @Test
    void a_directory_that_another_process_holds_is_refused_with_its_pid() throws Exception {
        Process holder = holder();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).as("the holder's instance id").isNotBlank();

            assertThatThrownBy(() -> StateDirectory.lock(dir))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("state.dir = '" + dir + "'")
                    .hasMessageContaining("in use by process " + holder.pid() + ";")
                    .hasMessageContaining("--state-dir");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_killed_process_leaves_no_lock_behind_and_its_successor_is_the_same_member()
            throws Exception {
        Process holder = holder();
        String id;
        try (BufferedReader output = holder.inputReader()) {
            id = output.readLine();
        } finally {
            holder.destroyForcibly().waitFor();
        }

        try (StateDirectory taken = StateDirectory.lock(dir)) {
            assertThat(taken.instanceId()).isEqualTo(id);
        }
    }

    @Test
    void a_second_app_in_the_same_process_is_refused_too() {
        try (StateDirectory held = StateDirectory.lock(dir)) {
            assertThat(held.instanceId()).isNotBlank();
            assertThatThrownBy(() -> StateDirectory.lock(dir))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
        StateDirectory.lock(dir).close();
    }

    @Test
    void a_blank_id_is_none_and_what_a_crash_left_half_written_is_not_taken_for_one()
            throws IOException {
        Files.writeString(dir.resolve("instance.id"), " \n");
        Files.writeString(dir.resolve("instance.id.new"), "half");

        String id;
        try (StateDirectory held = StateDirectory.lock(dir)) {
            id = held.instanceId();
        }

        assertThat(id).hasSize(13).doesNotContain("half");
        assertThat(dir.resolve("instance.id")).hasContent(id);
        assertThat(dir.resolve("instance.id.new")).doesNotExist();
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));

        assertThatThrownBy(() -> StateDirectory.lock(file.resolve("below")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("is not usable");
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StateDirectoryHolder.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
