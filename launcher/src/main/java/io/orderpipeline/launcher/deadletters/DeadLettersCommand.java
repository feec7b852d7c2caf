package io.orderpipeline.launcher.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what operators do about dead letters; does nothing itself. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description =
                "See the records that could not be handled, write them again where that is safe, or"
                        + " put them away. Asks the topics, not the app; what you do is recorded in"
                        + " order.dead-letter-action with your name and reason.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            RedriveCommand.class,
            DiscardCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  pipeline dead-letters list                    those about which nothing was done",
            "  pipeline dead-letters show 3@17               all that is known of one",
            "  pipeline dead-letters redrive 3@17            what would come of writing it again",
            "  pipeline dead-letters redrive --all --execute --why \"the limit was raised\"",
            "  pipeline dead-letters discard 3@17 --why \"a test of a client\"",
            "",
            "Exit codes: 0 it worked, 1 something was refused or is not there, 2 the command line",
            "is wrong, 3 a broker or the registry cannot be reached, or a topic is missing."
        })
public final class DeadLettersCommand implements Runnable {

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public DeadLettersCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
