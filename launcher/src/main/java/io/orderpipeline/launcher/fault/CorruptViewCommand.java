package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.AppFlags;
import io.orderpipeline.launcher.rebuild.LocalState;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "Stop it with Ctrl-C or SIGTERM: one that is killed may have its latest views in the log alone.",
            "With several instances, stop all of them; an order that another one has stays as it is."
        })
final class CorruptViewCommand implements Callable<Integer> {

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            required = true,
            description = "The app's state.dir, which has the live views.")
    private Path stateDir;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many orders (1 to 1000000, default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin private FaultOptions fault = FaultOptions.unset();

    @Mixin private AppFlags app = AppFlags.unset();

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    CorruptViewCommand() {}

    @Override
    public Integer call() {
        fault.requireCount(count);
        AppConfig config = app.config();
        return fault.happen(
                config,
                "the live views would be corrupted",
                seed -> {
                    try (LocalState state = LocalState.take(stateDir);
                            Registry registry =
                                    Registry.connect(config.cluster().registryUrl().toString())) {
                        return new ViewCorruption(config, registry).happen(state, count, seed);
                    }
                });
    }
}
