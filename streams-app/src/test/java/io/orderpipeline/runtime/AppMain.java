package io.orderpipeline.runtime;

import picocli.CommandLine;

/** The command {@code app} as a process of its own. */
final class AppMain {

    private AppMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new AppCommand()).execute(args));
    }
}
