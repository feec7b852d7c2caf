package io.orderpipeline.sim;

import picocli.CommandLine;

/** The command as a process of its own, for tests that send it signals. */
final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new GatewayCommand()).execute(args));
    }
}
