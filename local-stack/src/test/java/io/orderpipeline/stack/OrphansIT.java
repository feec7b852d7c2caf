package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansIT {

    @TempDir Path folder;

    /** Starts a stack and stays. */
    static final class Parent {

        public static void main(String[] args) throws InterruptedException {
            StackSpec spec = StackSpec.of(Path.of(args[0]));
            LocalStack.start(args[1].equals("detached") ? spec.asDetached() : spec);
            Thread.currentThread().join();
        }
    }

    @Test
    void a_stack_ends_with_a_parent_that_is_killed() {
        Path home = folder.resolve("stack");
        ChildProcess parent = startParent(home, "guarded");
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> isComplete(home));
            assertThat(parent.isAlive()).isTrue();
        } finally {
            parent.killHard();
        }
        LocalStack orphans = LocalStack.find(home).orElseThrow();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> orphans.members().noneMatch(Member::isAlive));
    }

    @Test
    void a_detached_stack_is_gone_when_its_start_was_cancelled() {
        Path home = folder.resolve("stack");
        ChildProcess parent = startParent(home, "detached");
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> isComplete(home));
            parent.stop(Duration.ofSeconds(30));
            LocalStack cancelled = LocalStack.find(home).orElseThrow();
            assertThat(cancelled.members()).noneMatch(Member::isAlive);
        } finally {
            parent.killHard();
            LocalStack.find(home).ifPresent(LocalStack::delete);
        }
    }

    private ChildProcess startParent(Path home, String mode) {
        List<String> flags =
                List.of(
                        "-D"
                                + Distribution.HOME_PROPERTY
                                + "="
                                + System.getProperty("pipeline.home"));
        List<String> command =
                JavaCommand.of(
                        flags,
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        List.of(home.toString(), mode));
        return ChildProcess.start("parent", command, folder.resolve("parent.log"));
    }

    private static boolean isComplete(Path home) {
        return LocalStack.find(home).stream()
                        .flatMap(LocalStack::members)
                        .filter(Member::isAlive)
                        .count()
                == 2;
    }
}
