package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AppFlags;
import io.orderpipeline.launcher.rebuild.StatefulRole;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin private FaultOptions fault = FaultOptions.unset();

    @Mixin private AppFlags app = AppFlags.unset();

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    DamageChangelogCommand() {}

    @Override
    public Integer call() {
        fault.requireCount(count);
        AppConfig config = app.config();
        return fault.happen(
                config,
                "a changelog would be damaged",
                seed -> new ChangelogDamage(role, config, fault::tell).happen(mode, count, seed));
    }
}
