package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir Path folder;

    private ChildProcess shell(String script) {
        return ChildProcess.start("shell", List.of("sh", "-c", script), folder.resolve("log"));
    }

    private void awaitOutput(String text) {
        await().until(() -> Files.readString(folder.resolve("log")).contains(text));
    }

    @Test
    void its_output_is_in_the_log_and_the_tail_is_of_this_start_only() {
        assertThat(shell("echo first").waitFor(Duration.ofSeconds(10))).isTrue();
        ChildProcess second = shell("echo second; echo wrong >&2");
        assertThat(second.waitFor(Duration.ofSeconds(10))).isTrue();
        assertThat(second.logTail()).containsExactly("second", "wrong");
        assertThat(second.logFile()).content().startsWith("first");
    }

    @Test
    void a_long_log_is_set_aside() throws IOException {
        Path log = folder.resolve("log");
        Files.write(log, new byte[21 << 20]);
        assertThat(shell("echo new").waitFor(Duration.ofSeconds(10))).isTrue();
        assertThat(log).hasContent("new");
        assertThat(folder.resolve("log.1")).hasSize(21 << 20);
    }

    @Test
    void stopping_lets_it_finish_in_order() {
        ChildProcess child =
                shell("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitOutput("ready");
        child.stop(Duration.ofSeconds(10));
        assertThat(child.isAlive()).isFalse();
        assertThat(child.logTail()).contains("bye");
    }

    @Test
    void one_that_does_not_stop_is_killed() {
        ChildProcess child = shell("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        awaitOutput("ready");
        child.stop(Duration.ofMillis(200));
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void a_detached_one_ignores_ctrl_c_and_hang_up() throws IOException {
        ChildProcess child =
                ChildProcess.startDetached(
                        "detached",
                        List.of("sh", "-c", "echo ready; exec sleep 60"),
                        folder.resolve("log"));
        try {
            awaitOutput("ready");
            String pid = Long.toString(child.pid());
            new ProcessBuilder("kill", "-INT", pid).start();
            new ProcessBuilder("kill", "-HUP", pid).start();
            assertThat(child.waitFor(Duration.ofMillis(500))).isFalse();
        } finally {
            child.killHard();
        }
    }

    @Test
    void a_program_that_does_not_exist_is_named() {
        assertThatThrownBy(
                        () ->
                                ChildProcess.start(
                                        "ghost", List.of("no-such-program"), folder.resolve("log")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot start ghost")
                .hasMessageContaining("no-such-program");
    }
}
