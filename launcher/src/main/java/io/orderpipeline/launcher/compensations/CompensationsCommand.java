package io.orderpipeline.launcher.compensations;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what operators do about payments; does nothing itself. */
@Command(
        name = "compensations",
        mixinStandardHelpOptions = true,
        description =
                "See the payments that no order tracks, and decide on those that wait for a person."
                        + " Asks the app over HTTP; decisions are commands in the log, with your name"
                        + " and reason.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            DecisionCommand.Retry.class,
            DecisionCommand.Resolve.class
        },
        footer = {
            "",
            "Examples:",
            "  pipeline compensations list                   what waits for a person, oldest first",
            "  pipeline compensations list --state REFUND_REQUESTED --all",
            "  pipeline compensations show t-17              all that is known of a transaction",
            "  pipeline compensations retry t-17 --reason \"the gateway is up again\"",
            "  pipeline compensations resolve t-17 --reason \"refunded by hand, ticket 77\"",
            "",
            "Exit codes: 0 it worked, 1 the app refused, 2 the command line is wrong, 3 the app",
            "cannot be reached or cannot answer now."
        })
public final class CompensationsCommand implements Runnable {

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public CompensationsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
