package io.orderpipeline.bench;

import io.orderpipeline.launcher.Failures;
import picocli.CommandLine;

/** {@code ./pipeline bench}: a program of its own, so that nobody else carries what it needs. */
public final class BenchMain {

    private BenchMain() {}

    /** Runs the command, whose name comes first, and ends the program with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
