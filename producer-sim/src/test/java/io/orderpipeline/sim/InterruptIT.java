package io.orderpipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, for real: a simulation in a process of its own. */
class InterruptIT {

    private static final int INTERRUPTED = 130;

    @TempDir private Path folder;

    @Test
    void ctrl_c_leaves_a_complete_ledger_says_what_was_done_and_exits_130() throws Exception {
        LocalStack stack = PipelineStack.prepared(SharedStack.get());
        Path file = folder.resolve("run.jsonl");
        Path output = folder.resolve("out.txt");
        Process process = simulate(stack, file, output);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(file) && Files.size(file) > 50_000);
            interrupt(process);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
        assertThat(Files.readString(output))
                .startsWith("seed 31")
                .contains("stopped before everything was sent", "acknowledged", file.toString());
        Ledger ledger = LedgerReader.read(file);
        Line.End end = ledger.end().orElseThrow();
        assertThat(ledger.truncated()).isFalse();
        assertThat(end.complete()).isFalse();
        assertThat(ledger.records())
                .hasSize((int) (end.acknowledged() + end.refused() + end.unknown()));
    }

    private static Process simulate(LocalStack stack, Path ledger, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulateMain.class.getName(),
                        "--orders=20000",
                        "--seed=31",
                        "--rate=500",
                        "--bootstrap=" + stack.bootstrapServers(),
                        "--registry=" + stack.registryUrl(),
                        "--ledger=" + ledger)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
