package io.orderpipeline.launcher.query;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the questions about one thing; does nothing itself. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Show one order, now or as it was, or one payment transaction.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {GetOrderCommand.class, GetTransactionCommand.class},
        footer = {
            "",
            "Examples:",
            "  pipeline get order o-17",
            "  pipeline get order o-17 --as-of 2026-11-25T06:00:00Z",
            "  pipeline get order o-17 --min-version 2 --wait 10s",
            "  pipeline get transaction t-17",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
public final class GetCommand implements Runnable {

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public GetCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Get what? See the list below.");
    }
}
