package io.orderpipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway in processes of its own. */
class GatewayCommandIT {

    @TempDir private Path folder;

    @Test
    void two_desks_do_not_share_a_book_and_ctrl_c_closes_the_one_that_has_it() throws Exception {
        LocalStack stack = PipelineStack.prepared(SharedStack.get());
        Path book = folder.resolve("book.jsonl");
        Process first = gateway(stack, book, "first.txt");
        try {
            awaitText("first.txt", "book " + book);
            Process second = gateway(stack, book, "second.txt");
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(ExitCodes.ENVIRONMENT);
            awaitText("second.txt", "another gateway has the book " + book);
            new ProcessBuilder("kill", "-INT", String.valueOf(first.pid())).start().waitFor();
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            first.destroyForcibly();
        }

        assertThat(first.exitValue()).isEqualTo(ExitCodes.INTERRUPTED);
        awaitText("first.txt", "0 refunds executed");
        assertThat(LedgerReader.read(book).refunds()).isEmpty();
    }

    private void awaitText(String file, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(folder.resolve(file)).content().contains(text));
    }

    private Process gateway(LocalStack stack, Path book, String output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayMain.class.getName(),
                        "--book=" + book,
                        "--bootstrap=" + stack.bootstrapServers(),
                        "--registry=" + stack.registryUrl())
                .redirectOutput(folder.resolve(output).toFile())
                .redirectErrorStream(true)
                .start();
    }
}
