package io.orderpipeline.launcher;

import io.orderpipeline.launcher.demo.DemoCommand;
import io.orderpipeline.runtime.AppCommand;
import io.orderpipeline.sim.AuditCommand;
import io.orderpipeline.sim.SimulateCommand;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code pipeline} command. Its subcommands are listed in the order in which one uses them. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "An event-sourced order pipeline on Kafka, from simulated orders to an audit.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            TopicsCommand.class,
            AppCommand.class,
            SimulateCommand.class,
            AuditCommand.class,
            DownCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  pipeline up                 start a broker and a schema registry, create the topics",
            "  pipeline status             what runs, where it listens, where its log is",
            "  pipeline topics             create the topics on another cluster, or list them",
            "  pipeline down --delete      stop the stack and forget its data",
            "",
            "pipeline COMMAND --help explains a command. Exit codes: 0 it worked, 1 a check failed,",
            "2 the command line is wrong, 3 a broker, the registry or the app is not there."
        })
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    /** Set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    Main() {}

    /** Runs one command and ends the program with its exit code. */
    public static void main(String[] args) {
        Logging.choose(List.of(args));
        System.exit(commandLine(ProjectHome.stack()).execute(args));
    }

    static CommandLine commandLine(Path stackHome) {
        return new CommandLine(new Main())
                .setDefaultValueProvider(new StackDefaults(stackHome))
                .setExecutionExceptionHandler(new Failures())
                .setUsageHelpAutoWidth(true);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
