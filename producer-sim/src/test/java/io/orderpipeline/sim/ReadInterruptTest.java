package io.orderpipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.reads.PlannedOrders;
import io.orderpipeline.sim.reads.ReadsLedgerReader;
import io.orderpipeline.sim.reads.StubApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, for real: a reader in a process of its own. */
class ReadInterruptTest {

    private static final int INTERRUPTED = 130;

    @TempDir private Path folder;

    @Test
    void ctrl_c_closes_the_reads_ledger_says_what_was_asked_and_exits_130() throws Exception {
        Path output = folder.resolve("out.txt");
        try (StubApp app = new StubApp();
                LedgerWriter ledger =
                        PlannedOrders.open(
                                folder.resolve("run.jsonl"), "topic-id", Instant.now())) {
            PlannedOrders.plan(ledger, List.of("o-1"));
            Process process = read(app, output);
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> app.asked().size() > 50);
                interrupt(process);
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
        }

        Path kept = new Ledgers(folder).reads().get(0);
        assertThat(Files.readString(output)).startsWith("seed 31").contains("asked", "latency");
        assertThat(Files.readString(output)).contains(kept.toString());
        assertThat(ReadsLedgerReader.read(kept).truncated()).isFalse();
        assertThat(Files.readString(kept)).contains("{\"line\":\"end\"").endsWith("}\n");
    }

    private Process read(StubApp app, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadMain.class.getName(),
                        "--seed=31",
                        "--rate=500",
                        "--url=" + app.url(),
                        "--ledger=" + folder)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
