package io.orderpipeline.launcher.fault;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the faults; does nothing itself. */
@Command(
        name = "fault",
        mixinStandardHelpOptions = true,
        description =
                "Do damage on purpose, to see it found and repaired. Each fault says what it damaged,"
                        + " which row of the audit shows it, and the command that repairs it.",
        synopsisSubcommandLabel = "FAULT",
        subcommands = {
            ListFaults.class,
            CorruptViewCommand.class,
            BadProjectionCommand.class,
            LoseStateCommand.class,
            DamageChangelogCommand.class,
            LostConfirmationsCommand.class,
            PoisonCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  pipeline fault list",
            "  pipeline fault corrupt-view --state-dir .pipeline/state",
            "  pipeline fault lose-state --state-dir .pipeline/state",
            "  pipeline fault damage-changelog decider --mode forge --seed 7",
            "",
            "Exit codes: 0 the damage is done, 1 refused, 2 the command line is wrong, 3 brokers",
            "or registry are missing."
        })
public final class FaultCommand implements Runnable {

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public FaultCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which fault? See the list below.");
    }
}
