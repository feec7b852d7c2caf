package io.orderpipeline.launcher.replay;

import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.digest.AppDigests;
import io.orderpipeline.topic.Applications;
import java.net.URI;
import picocli.CommandLine.Option;

/** Where the brokers, the registry and the app are. */
final class PipelineAddress {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The app, any instance of it that has views (default: ${DEFAULT-VALUE}).")
    private URI url;

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
            description = "Schema registry. Default: the running stack's, else ${DEFAULT-VALUE}.")
    private String registry;

    @Option(
            names = "--application-prefix",
            paramLabel = "PREFIX",
            defaultValue = "order-pipeline",
            description = "As in the app's configuration (default: ${DEFAULT-VALUE}).")
    private String prefix;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    PipelineAddress() {}

    Connection connection() {
        return Connection.to(bootstrap, registry);
    }

    AppDigests app() {
        return new AppDigests(URI.create(url.toString().replaceAll("/+$", "")));
    }

    Table table() {
        Registry schemas = Registry.connect(registry);
        return new LogTable(
                GenerationLog.open(
                        GenerationLog.Clients.of(bootstrap), new Applications(prefix), schemas),
                schemas);
    }
}
