package io.orderpipeline.launcher;

import io.orderpipeline.stack.StackException;
import io.orderpipeline.topic.TopicsNotReadyException;
import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command throws into a message and an exit code. Failures of the surroundings are
 * told in a sentence; only what nobody foresaw shows where it came from.
 */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (failure instanceof TimeoutException) {
            err.println("No broker answered in time: " + failure.getMessage());
            err.println(
                    "Start one with `pipeline up`, or name another with --bootstrap HOST:PORT.");
            return ExitCode.ENVIRONMENT;
        }
        if (isEnvironment(failure)) {
            err.println(failure.getMessage());
            return ExitCode.ENVIRONMENT;
        }
        err.println("This is a defect of the program:");
        failure.printStackTrace(err);
        return ExitCode.CHECK_FAILED;
    }

    private static boolean isEnvironment(Exception failure) {
        return failure instanceof StackException
                || failure instanceof TopicsNotReadyException
                || failure instanceof KafkaException;
    }
}
