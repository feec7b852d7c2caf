package io.orderpipeline.sim;

import io.orderpipeline.sim.client.Connection;
import picocli.CommandLine.Option;

/** Options that say where the pipeline is. Filled by picocli. */
final class ConnectionFlags {

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT[,..]",
            defaultValue = "127.0.0.1:9092",
            description = "Kafka brokers (default: ${DEFAULT-VALUE}).")
    private String bootstrap = "";

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7",
            description = "Schema registry (default: ${DEFAULT-VALUE}).")
    private String registry = "";

    Connection connection() {
        return Connection.to(bootstrap, registry);
    }
}
