package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AppFlags;
import io.orderpipeline.launcher.rebuild.Consent;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.launcher.rebuild.StatefulRole;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Damages the changelog of a stopped role. */
@Command(
        name = "damage-changelog",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Delete or forge states in the changelog of a stopped role, or delete the changelog.",
        footer = {
            "",
            "Examples:",
            "  pipeline fault damage-changelog decider",
            "  pipeline fault damage-changelog tracker --mode forge --count 3 --seed 7",
            "  pipeline fault damage-changelog decider --mode delete-topic --yes"
        })
final class DamageChangelogCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ROLE", description = "decider or tracker.")
    private StatefulRole role;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "drop",
            description =
                    "drop: tombstones for some states; forge: some states become others;"
                            + " delete-topic: the changelog goes (default: ${DEFAULT-VALUE}).")
    private DamageMode mode;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many states to drop or forge (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which ones: the same seed and states, the same choice.")
    private Optional<Long> seed;

    @Option(names = "--yes", description = "Also where the brokers are not on this machine.")
    private boolean yes;

    @Option(names = "--json", description = "Print a JSON document.")
    private boolean json;

    @Mixin private AppFlags app = AppFlags.unset();

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    DamageChangelogCommand() {}

    @Override
    public Integer call() {
        if (count < 1 || count > 1_000_000) {
            throw new ParameterException(
                    spec.commandLine(), "--count: %d (allowed: 1 to 1000000)".formatted(count));
        }
        AppConfig config = app.config();
        try {
            Consent.require(
                    config.cluster().bootstrapServers(), yes, "a changelog would be damaged");
            long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
            new ChangelogDamage(role, config, spec.commandLine().getErr()::println)
                    .happen(mode, count, chosen)
                    .print(spec.commandLine().getOut(), json);
            return 0;
        } catch (RefusedException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 1;
        }
    }
}
