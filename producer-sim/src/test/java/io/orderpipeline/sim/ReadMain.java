package io.orderpipeline.sim;

import picocli.CommandLine;

/** The command as a process of its own, for tests that send it signals. */
final class ReadMain {

    private ReadMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ReadCommand()).execute(args));
    }
}
