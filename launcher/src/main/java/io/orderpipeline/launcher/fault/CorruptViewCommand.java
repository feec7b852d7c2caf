package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AppFlags;
import io.orderpipeline.launcher.rebuild.Consent;
import io.orderpipeline.launcher.rebuild.LocalState;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.runtime.config.AppConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts stale and wrong values into the live views of an app that was stopped. */
@Command(
        name = "corrupt-view",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Put stale and wrong orders into the live views, while the app is stopped; it serves"
                        + " them when it is started again.",
        footer = {
            "",
            "Examples:",
            "  pipeline fault corrupt-view --state-dir .pipeline/state",
            "  pipeline fault corrupt-view --state-dir .pipeline/state --count 3 --seed 7",
            "",
            "With several instances, stop all of them, and delete the folder that the command",
            "deletes in --state-dir in their state directories as well."
        })
final class CorruptViewCommand implements Callable<Integer> {

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            required = true,
            description = "The app's state.dir, whose copy of the live views is deleted.")
    private Path stateDir;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many orders (1 to 1000000, default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which ones: the same seed and orders, the same choice.")
    private Optional<Long> seed;

    @Option(names = "--yes", description = "Also where the brokers are not on this machine.")
    private boolean yes;

    @Option(names = "--json", description = "Print a JSON document.")
    private boolean json;

    @Mixin private AppFlags app = AppFlags.unset();

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    CorruptViewCommand() {}

    @Override
    public Integer call() {
        if (count < 1 || count > 1_000_000) {
            throw new ParameterException(
                    spec.commandLine(), "--count: %d (allowed: 1 to 1000000)".formatted(count));
        }
        AppConfig config = app.config();
        try (LocalState state = LocalState.take(stateDir)) {
            Consent.require(
                    config.cluster().bootstrapServers(), yes, "the live views would be corrupted");
            new ViewCorruption(config, spec.commandLine().getErr()::println)
                    .happen(
                            state,
                            count,
                            seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000)))
                    .print(spec.commandLine().getOut(), json);
            return 0;
        } catch (RefusedException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 1;
        }
    }
}
