package io.orderpipeline.launcher.fault;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fault list}: every fault beside it, with its description. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the faults.",
        footer = {"", "Examples:", "  pipeline fault list"})
final class ListFaults implements Runnable {

    private static final String LINE = "%-18s %s%n";

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    ListFaults() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        spec.parent()
                .subcommands()
                .forEach(
                        (name, command) -> {
                            if (!name.equals(spec.name())) {
                                out.print(LINE.formatted(name, description(command)));
                            }
                        });
        out.flush();
    }

    private static String description(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().description());
    }
}
