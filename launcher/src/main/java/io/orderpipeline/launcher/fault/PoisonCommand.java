package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AppFlags;
import io.orderpipeline.launcher.rebuild.Consent;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.traffic.Mischief;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.RefusedOptionException;
import io.orderpipeline.sim.traffic.SentKind;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Records that nobody can handle, and commands on partitions that are not their orders'. */
@Command(
        name = "poison",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Send orders whose last command goes to a partition that is not theirs: dead letters,"
                        + " and orders that stay open. Also records that nobody can read.",
        footer = {
            "",
            "Examples:",
            "  pipeline fault poison",
            "  pipeline fault poison --orders 100 --unreadable 8 --seed 7",
            "",
            "Find the orders: pipeline audit, row P. The letters: pipeline dead-letters list."
        })
final class PoisonCommand implements Callable<Integer> {

    private static final Duration SETTLE = Duration.ofSeconds(30);

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many orders; most of them get a command too few (default: 20).")
    private int orders;

    @Option(
            names = "--unreadable",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many records that nobody can read, under the keys of these orders: discard"
                            + " them before the others can be redriven (default: ${DEFAULT-VALUE}).")
    private int unreadable;

    @Option(names = "--seed", paramLabel = "N", description = "What all chance derives from.")
    private Optional<Long> seed;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Where to keep the ledger (default: a new file in .pipeline/ledgers).")
    private Optional<Path> ledger;

    @Option(names = "--yes", description = "Also where the brokers are not on this machine.")
    private boolean yes;

    @Option(names = "--json", description = "Print a JSON document.")
    private boolean json;

    @Mixin private AppFlags app = AppFlags.unset();

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    PoisonCommand() {}

    @Override
    public Integer call() {
        AppConfig config = app.config();
        String bootstrap = config.cluster().bootstrapServers();
        try {
            Consent.require(bootstrap, yes, "poison would be sent");
            long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1L << 40));
            TrafficFault fault =
                    new TrafficFault(
                            new TrafficOptions(
                                    chosen,
                                    orders,
                                    new Mischief(0, 0, 0, 0, 0, 0, 0, unreadable, 1)),
                            SETTLE,
                            ledger);
            fault.send(Connection.to(bootstrap, config.cluster().registryUrl().toString()));
            report(fault.damaged(PoisonCommand::astray), chosen)
                    .print(spec.commandLine().getOut(), json);
            return 0;
        } catch (RefusedOptionException refused) {
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        } catch (RefusedException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 1;
        }
    }

    private static Stream<String> astray(Plan plan) {
        boolean strays = plan.records().stream().anyMatch(each -> each.kind() == SentKind.ASTRAY);
        return strays ? Stream.of(plan.orderId()) : Stream.empty();
    }

    private FaultReport report(List<String> astray, long seed) {
        return new FaultReport(
                "poison",
                "%d orders lack their last command, and %d records cannot be read (--seed %d)"
                        .formatted(astray.size(), unreadable, seed),
                astray.size(),
                astray,
                "./pipeline audit: P is red and names the orders; ./pipeline dead-letters list",
                "./pipeline dead-letters redrive --all --reason \"belongs to partition\" --execute --by"
                        + " NAME --why TEXT");
    }
}
