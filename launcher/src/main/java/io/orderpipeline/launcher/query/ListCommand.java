package io.orderpipeline.launcher.query;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the lists; does nothing itself. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List orders, payment transactions or compensations.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListOrdersCommand.class,
            ListTransactionsCommand.class,
            ListCompensationsCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  pipeline list orders --status PAID --limit 20",
            "  pipeline list orders --customer c-4 --from 2026-11-25T00:00:00Z --all",
            "  pipeline list transactions --state PENDING --older-than 5m",
            "  pipeline list compensations --state REFUND_REQUESTED",
            "",
            QueryCommand.EXIT_CODES,
            QueryCommand.MORE_EXIT_CODES
        })
public final class ListCommand implements Runnable {

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public ListCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "List what? See the list below.");
    }
}
