package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AppFlags;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.Scenario;
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

/** The incident's own fault: payments are captured, and no order hears of them. */
@Command(
        name = "lost-confirmations",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Send the traffic of the incident, whose gateway drops confirmations: payments that no"
                        + " order tracks.",
        footer = {
            "",
            "Examples:",
            "  pipeline fault lost-confirmations",
            "  pipeline fault lost-confirmations --orders 2000 --seed 7",
            "",
            "The tracker finds each payment at its deadline (payment.deadline.ms) and settles it;",
            "nobody need do anything as long as the app hosts that role and a gateway runs."
        })
final class LostConfirmationsCommand implements Callable<Integer> {

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "300",
            description = "How many orders (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Where to keep the ledger (default: a new file in .pipeline/ledgers).")
    private Optional<Path> ledger;

    @Mixin private FaultOptions fault = FaultOptions.unset();

    @Mixin private AppFlags app = AppFlags.unset();

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    LostConfirmationsCommand() {}

    @Override
    public Integer call() {
        AppConfig config = app.config();
        return fault.happen(config, "confirmations would be lost", seed -> send(config, seed));
    }

    private FaultReport send(AppConfig config, long seed) {
        TrafficFault traffic =
                new TrafficFault(
                        TrafficOptions.of(Scenario.INCIDENT, seed, orders), Duration.ZERO, ledger);
        traffic.send(config);
        return report(traffic.damaged(LostConfirmationsCommand::dropped), seed);
    }

    private static Stream<String> dropped(Plan plan) {
        return plan.records().stream()
                .flatMap(record -> record.capture().stream())
                .filter(each -> each.confirmation() == Content.Capture.Confirmation.DROPPED)
                .map(each -> each.transaction().getTransactionId());
    }

    private static FaultReport report(List<String> transactions, long seed) {
        return new FaultReport(
                "lost-confirmations",
                "%d payments whose confirmations were dropped (--seed %d)"
                        .formatted(transactions.size(), seed),
                transactions.size(),
                transactions,
                "./pipeline audit --settle 0: payments are pending; ./pipeline list transactions --state"
                        + " PENDING names them",
                "./pipeline app with the role tracker, and ./pipeline gateway for those that go back:"
                        + " each is settled after payment.deadline.ms");
    }
}
