package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AppFlags;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.traffic.Mischief;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.SentKind;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Where to keep the ledger (default: a new file in .pipeline/ledgers).")
    private Optional<Path> ledger;

    @Mixin private FaultOptions fault = FaultOptions.unset();

    @Mixin private AppFlags app = AppFlags.unset();

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    PoisonCommand() {}

    @Override
    public Integer call() {
        AppConfig config = app.config();
        return fault.happen(config, "poison would be sent", seed -> send(config, seed));
    }

    private FaultReport send(AppConfig config, long seed) {
        Mischief mischief = new Mischief(0, 0, 0, 0, 0, 0, 0, unreadable, 1);
        TrafficFault traffic =
                new TrafficFault(new TrafficOptions(seed, orders, mischief), SETTLE, ledger);
        traffic.send(config);
        return report(traffic.damaged(PoisonCommand::astray), seed);
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
