package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {

    /** A command that fails as it is told to. */
    @Command(name = "failing")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    private static CommandRun failWith(Exception failure) {
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new Failing(failure))
                        .setErr(new PrintWriter(err, true))
                        .setExecutionExceptionHandler(new Failures())
                        .execute();
        return new CommandRun(exitCode, "", err.toString());
    }

    static Exception[] environment() {
        return new Exception[] {
            new StackException("this happened"),
            new EnvironmentException("this happened"),
            new SerializationException("this happened"),
            new UncheckedIOException("this happened", new IOException("disk full")),
            new CompletionException(new EnvironmentException("this happened"))
        };
    }

    @ParameterizedTest
    @MethodSource("environment")
    void a_failure_of_the_surroundings_is_a_sentence_and_exits_with_3(Exception failure) {
        CommandRun run = failWith(failure);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("this happened").hasLineCount(1);
    }

    @Test
    void an_unreadable_ledger_is_named() {
        CommandRun run = failWith(failureOf(() -> LedgerReader.read(Path.of("no-such-ledger"))));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("no-such-ledger").hasLineCount(1);
    }

    @Test
    void the_root_cause_is_told_where_the_message_hides_it() {
        CommandRun run = failWith(failureOf(FailuresTest::producerForNobody));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("Failed to construct kafka producer: ", "nobody")
                .hasLineCount(1);
    }

    private static void producerForNobody() {
        var config = java.util.Map.<String, Object>of("bootstrap.servers", "nobody");
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()).close();
    }

    @Test
    void a_cause_that_the_message_repeats_is_told_once() {
        IOException cause = new IOException("disk full");
        assertThat(failWith(new UncheckedIOException("cannot write: " + cause, cause)).err())
                .isEqualToIgnoringNewLines("cannot write: java.io.IOException: disk full");
    }

    @Test
    void a_defect_shows_where_it_came_from_and_is_no_failed_check() {
        CommandRun run = failWith(new IllegalStateException("impossible"));
        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err()).contains("defect", "impossible", "at " + getClass().getName());
    }

    private static Exception failureOf(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("it was to fail");
    }
}
