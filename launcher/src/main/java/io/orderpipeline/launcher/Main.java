package io.orderpipeline.launcher;

import io.orderpipeline.launcher.compensations.CompensationsCommand;
import io.orderpipeline.launcher.deadletters.DeadLettersCommand;
import io.orderpipeline.launcher.demo.DemoCommand;
import io.orderpipeline.launcher.fault.FaultCommand;
import io.orderpipeline.launcher.query.GetCommand;
import io.orderpipeline.launcher.query.HistoryCommand;
import io.orderpipeline.launcher.query.ListCommand;
import io.orderpipeline.launcher.query.StatsCommand;
import io.orderpipeline.launcher.query.WatchCommand;
import io.orderpipeline.launcher.rebuild.RebuildCommand;
import io.orderpipeline.launcher.replay.GenerationsCommand;
import io.orderpipeline.launcher.replay.ReplayCommand;
import io.orderpipeline.runtime.AppCommand;
import io.orderpipeline.sim.AuditCommand;
import io.orderpipeline.sim.GatewayCommand;
import io.orderpipeline.sim.ReadCommand;
import io.orderpipeline.sim.SimulateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
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
            AppCommand.class,
            SimulateCommand.class,
            GatewayCommand.class,
            ReadCommand.class,
            GetCommand.class,
            HistoryCommand.class,
            ListCommand.class,
            StatsCommand.class,
            WatchCommand.class,
            CompensationsCommand.class,
            DeadLettersCommand.class,
            AuditCommand.class,
            ReplayCommand.class,
            GenerationsCommand.class,
            RebuildCommand.class,
            FaultCommand.class,
            TopicsCommand.class,
            DownCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  pipeline demo                     everything below, with a crash in the middle",
            "  pipeline up                       a broker, a registry and the topics",
            "  pipeline status                   what runs, where it listens, its logs",
            "  pipeline app                      decide on commands, serve the orders",
            "  pipeline simulate --orders 1000   send orders, with real-world mischief",
            "  pipeline gateway                  give money back when the pipeline asks for it",
            "  pipeline read                     ask the app beside the traffic, and keep its answers",
            "  pipeline get order o-17           an order, now or as of an instant",
            "  pipeline history o-17             its evidence: events, commands, offsets",
            "  pipeline list orders              orders, transactions or compensations",
            "  pipeline stats                    totals, lag, and which instance does what",
            "  pipeline watch                    what happens, as it happens",
            "  pipeline compensations list       payments that wait for a person's decision",
            "  pipeline dead-letters list        records that could not be handled; redrive, discard",
            "  pipeline audit                    check what came of them, and exit 1 if wrong",
            "  pipeline replay --promote         rebuild the views beside the live ones, prove, switch",
            "  pipeline generations list         which generation of the views answers",
            "  pipeline rebuild decider          a role's lost or damaged state, from the topics",
            "  pipeline fault list               damage done on purpose, to see it repaired",
            "  pipeline topics --list            the topics and their partitions",
            "  pipeline down --delete            stop everything and delete its data",
            "  pipeline stats --context compose  the same commands for what Compose has started",
            "",
            "`pipeline COMMAND --help` explains a command. Exit codes: 0 it worked,",
            "1 a check failed, 2 the command line is wrong, 3 a broker, the registry or",
            "the app cannot be reached or started, 70 a defect of the program."
        })
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    @Option(
            names = Context.OPTION,
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            converter = Context.Converter.class,
            description =
                    "Where the pipeline runs, for --bootstrap, --registry and --url: local (`up`),"
                            + " compose or compose-confluent (docker compose up).")
    @Nullable Context context;

    private final Path stackHome;

    @SuppressWarnings("NullAway.Init") // picocli sets the specification before anything is called
    Main(Path stackHome) {
        this.stackHome = stackHome;
    }

    /** Runs one command and ends the program with its exit code. */
    public static void main(String[] args) {
        Path stackHome = ProjectHome.stack();
        var defaults =
                new StackDefaults(stackHome, Context.namedIn(List.of(args)), System.getenv());
        System.exit(commandLine(stackHome, defaults).execute(args));
    }

    /** Without a context, and with nothing in the environment. */
    static CommandLine commandLine(Path stackHome) {
        return commandLine(stackHome, new StackDefaults(stackHome, Optional.empty(), Map.of()));
    }

    /** Defaults are asked for before the command line has been read, and so are made before. */
    static CommandLine commandLine(Path stackHome, StackDefaults defaults) {
        return new CommandLine(new Main(stackHome))
                .setDefaultValueProvider(defaults)
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }

    /** The folder of the stack that the commands start, show and stop; Compose's is not theirs. */
    Path stackHome() {
        if (context != null && context != Context.LOCAL) {
            throw new ParameterException(
                    spec.commandLine().getParseResult().subcommand().commandSpec().commandLine(),
                    "Compose starts, shows and stops what is its own: docker compose up, ps, down.");
        }
        return stackHome;
    }
}
