package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.runtime.PlaceDefaults;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.runtime.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The app's configuration, given as the app takes it: how long it remembers decides what is right.
 */
public final class AppFlags {

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT[,..]",
            defaultValue = "127.0.0.1:9092",
            description = "Brokers. Default: the running stack, else ${DEFAULT-VALUE}.")
    private String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7",
            description = "Schema registry. Default: the running stack, else ${DEFAULT-VALUE}.")
    private String registry;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A key of the app's configuration, as the app has it; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The app's configuration file, Java properties.")
    private Optional<Path> file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    AppFlags() {}

    /** Set by picocli, for commands of other packages. */
    public static AppFlags unset() {
        return new AppFlags();
    }

    /** The configuration; a usage error when it is refused. */
    public AppConfig config() {
        ConfigSources sources = ConfigSources.none();
        if (spec.commandLine().getParseResult().hasMatchedOption("--bootstrap")) {
            sources.flag("--bootstrap", "bootstrap.servers", bootstrap);
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--registry")) {
            sources.flag("--registry", "schema.registry.url", registry);
        }
        sources.assignments(assignments);
        if (spec.defaultValueProvider() instanceof PlaceDefaults place && place.named()) {
            sources.place("bootstrap.servers", bootstrap).place("schema.registry.url", registry);
        }
        sources.environment(System.getenv());
        file.ifPresent(sources::file);
        sources.stack("bootstrap.servers", bootstrap).stack("schema.registry.url", registry);
        try {
            return AppConfig.load(sources);
        } catch (InvalidConfigException refused) {
            throw new ParameterException(
                    spec.commandLine(), String.join("\n", refused.problems()), refused);
        }
    }
}
