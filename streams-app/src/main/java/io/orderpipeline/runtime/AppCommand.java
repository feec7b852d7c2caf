package io.orderpipeline.runtime;

import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.runtime.config.ConfigTable;
import io.orderpipeline.runtime.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the app until it is stopped or fails. */
@Command(
        name = "app",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the order pipeline: decides on commands, reconciles payments, answers queries.",
            "",
            "Configuration comes from flags, then a place that was named (--context), then environment"
                    + " variables (ORDER_PIPELINE_HTTP_PORT sets http.port), then --config, then"
                    + " defaults; docs/configuration.md lists all keys.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was stopped",
            "1:a role failed for good; the log says why",
            "2:the configuration was refused",
            "3:brokers, topics or registry are not ready, or the state directory or port is taken",
            "130:stopped by Ctrl-C, everything committed",
            "143:stopped by SIGTERM, everything committed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  app                                     everything, against the local stack",
            "  app --roles views --http-port 8090 --state-dir .pipeline/views",
            "  app --config app.properties --set kafka.producer.linger.ms=20",
            "  app --print-config                      what would be used, and where it comes from"
        })
public final class AppCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 3;

    private final OrderProjection projection;
    private final Consumer<AppConfig> consent;

    @Spec @Nullable CommandSpec spec;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT[,..]",
            description = "Kafka brokers (bootstrap.servers).")
    @Nullable String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry (schema.registry.url).")
    @Nullable String registry;

    @Option(
            names = "--roles",
            paramLabel = "ROLE[,..]",
            description = "What to host: decider, tracker, views (roles).")
    @Nullable String roles;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where the stores live; of this instance alone (state.dir).")
    @Nullable String stateDir;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of HTTP; 0: any free one (http.port).")
    @Nullable String httpPort;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets any key; may be repeated.")
    List<String> assignments = new ArrayList<>();

    @Option(names = "--config", paramLabel = "FILE", description = "Java properties, UTF-8.")
    @Nullable Path file;

    @Option(
            names = "--print-config",
            description = "Prints the effective configuration with the source of each value.")
    boolean printConfig;

    public AppCommand() {
        this(OrderProjection.STANDARD);
    }

    /** Runs the app with another projection, which the views are built with. */
    public AppCommand(OrderProjection projection) {
        this(projection, config -> {});
    }

    /**
     * The same, where somebody has to agree.
     *
     * @param consent asked before anything starts; what it throws is thrown
     */
    public AppCommand(OrderProjection projection, Consumer<AppConfig> consent) {
        this.projection = projection;
        this.consent = consent;
    }

    @Override
    public Integer call() {
        AppConfig config;
        try {
            config = AppConfig.load(sources(System.getenv()));
            ClientCombinations.require(config);
        } catch (InvalidConfigException refused) {
            return refuse(refused);
        }
        if (printConfig) {
            spec().commandLine().getOut().print(ConfigTable.of(config));
            spec().commandLine().getOut().flush();
            return OK;
        }
        consent.accept(config);
        AppLogging.start();
        return run(config);
    }

    private int run(AppConfig config) {
        try (App app = App.start(config, projection)) {
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "stop-app"));
            return app.awaitEnd();
        } catch (StartupException notReady) {
            spec().commandLine().getErr().println("The app cannot start: " + notReady.getMessage());
            return ENVIRONMENT;
        }
    }

    private int refuse(InvalidConfigException refused) {
        var err = spec().commandLine().getErr();
        err.println("The configuration is refused:");
        refused.problems().forEach(problem -> err.println("  - " + problem));
        return USAGE;
    }

    /**
     * Flags that were given are the strongest; what the launcher filled in is the weakest, unless a
     * person has named the place.
     */
    private ConfigSources sources(Map<String, String> environment) {
        ConfigSources sources = ConfigSources.none();
        Map<String, Flag> filledIn = new LinkedHashMap<>();
        flags().forEach(
                        flag -> {
                            if (flag.value() != null && given(flag)) {
                                sources.flag(flag.name(), flag.key(), flag.value());
                            } else if (flag.value() != null) {
                                filledIn.put(flag.key(), flag);
                            }
                        });
        sources.assignments(assignments);
        boolean named =
                spec().defaultValueProvider() instanceof PlaceDefaults place && place.named();
        if (named) {
            filledIn.forEach((key, flag) -> sources.place(key, String.valueOf(flag.value())));
        }
        sources.environment(environment);
        if (file != null) {
            sources.file(file);
        }
        filledIn.forEach((key, flag) -> sources.stack(key, String.valueOf(flag.value())));
        return sources;
    }

    private record Flag(String name, String key, @Nullable String value) {}

    private List<Flag> flags() {
        return List.of(
                new Flag("--bootstrap", "bootstrap.servers", bootstrap),
                new Flag("--registry", "schema.registry.url", registry),
                new Flag("--roles", "roles", roles),
                new Flag("--state-dir", "state.dir", stateDir),
                new Flag("--http-port", "http.port", httpPort));
    }

    private boolean given(Flag flag) {
        return spec().commandLine().getParseResult().hasMatchedOption(flag.name());
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command up");
        }
        return spec;
    }
}
