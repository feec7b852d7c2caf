package io.orderpipeline.sim.client;

/**
 * Where the pipeline is and how long to wait for it.
 *
 * @param bootstrap brokers, {@code HOST:PORT[,HOST:PORT...]}
 * @param registry URL of the schema registry
 * @param limits how long to wait
 */
public record Connection(String bootstrap, String registry, ClientLimits limits) {

    /** With the default patience. */
    public static Connection to(String bootstrap, String registry) {
        return new Connection(bootstrap, registry, ClientLimits.DEFAULT);
    }

    /** The Kafka clients. */
    public Clients clients() {
        return new Clients(bootstrap);
    }
}
