package io.orderpipeline.launcher;

import io.orderpipeline.registry.IncompatibleSchemaException;
import io.orderpipeline.runtime.StartupException;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.stack.StackException;
import io.orderpipeline.topic.TopicsNotReadyException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command throws into a message and an exit code. Failures of the surroundings are
 * told in a sentence; only what nobody foresaw shows where it came from.
 */
public final class Failures implements IExecutionExceptionHandler {

    /** An unreachable registry is among them as a {@link KafkaException}. */
    private static final List<Class<? extends Exception>> ENVIRONMENT =
            List.of(
                    StackException.class,
                    EnvironmentException.class,
                    StartupException.class,
                    TopicsNotReadyException.class,
                    IncompatibleSchemaException.class,
                    LedgerException.class,
                    KafkaException.class,
                    UncheckedIOException.class);

    @Override
    public int handleExecutionException(
            Exception thrown, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        Throwable failure = withoutWrapping(thrown);
        if (failure instanceof TimeoutException) {
            err.println("No broker answered in time: " + failure.getMessage());
            err.println(
                    "Start one with `pipeline up`, or name another with --bootstrap HOST:PORT.");
            return ExitCode.ENVIRONMENT;
        }
        if (ENVIRONMENT.stream().anyMatch(type -> type.isInstance(failure))) {
            err.println(sentence(failure));
            return ExitCode.ENVIRONMENT;
        }
        err.println("This is a defect of the program:");
        thrown.printStackTrace(err);
        return ExitCode.DEFECT;
    }

    private static Throwable withoutWrapping(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    /**
     * The project's own messages are complete; those of libraries hide the root cause ("Failed to
     * construct kafka producer"), so that it is told too.
     */
    private static String sentence(Throwable failure) {
        String message = message(failure);
        if (!(failure instanceof KafkaException || failure instanceof UncheckedIOException)) {
            return message;
        }
        String cause = message(rootCause(failure));
        return message.contains(cause) ? message : message + ": " + cause;
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
