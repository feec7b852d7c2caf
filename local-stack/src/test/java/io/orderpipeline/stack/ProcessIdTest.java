package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdTest {

    @TempDir Path folder;

    @Test
    void a_running_process_is_found() {
        ProcessId self = ProcessId.of(ProcessHandle.current()).orElseThrow();
        assertThat(self.find()).contains(ProcessHandle.current());
    }

    @Test
    void a_process_that_has_ended_is_not_found() {
        ChildProcess child =
                ChildProcess.start("sleeper", List.of("sleep", "60"), folder.resolve("log"));
        ProcessId id = child.id().orElseThrow();
        assertThat(id.find()).isPresent();
        child.killHard();
        assertThat(id.find()).isEmpty();
    }

    @Test
    void a_stranger_with_a_reused_pid_is_not_found() {
        ProcessId self = ProcessId.of(ProcessHandle.current()).orElseThrow();
        ProcessId earlier = new ProcessId(self.pid(), self.startedAtMs() - 10_000);
        assertThat(earlier.find()).isEmpty();
    }

    @Test
    void a_stranger_with_a_reused_pid_survives_the_end_of_the_stack() {
        ChildProcess stranger =
                ChildProcess.start("stranger", List.of("sleep", "60"), folder.resolve("log"));
        try {
            long reusedPid = stranger.pid();
            long earlier = stranger.id().orElseThrow().startedAtMs() - 10_000;
            StackHome home = new StackHome(folder.resolve("stack"));
            home.writeState(
                    StackStateTest.STATE.with("broker-1", new ProcessId(reusedPid, earlier)));
            LocalStack stack = LocalStack.find(home.root()).orElseThrow();
            stack.stop();
            stack.killAll();
            assertThat(stack.broker(1).pid()).isEmpty();
            assertThat(stranger.waitFor(Duration.ofMillis(300))).isFalse();
        } finally {
            stranger.killHard();
        }
    }
}
