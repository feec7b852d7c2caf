package io.orderpipeline.runtime.config;

import io.orderpipeline.runtime.Role;
import io.orderpipeline.topic.Applications;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The whole configuration, parsed and validated once; nothing reads a setting elsewhere. Immutable.
 *
 * @param kafka settings that pass through to Kafka's clients
 * @param effective every setting with the source of its value, for people
 */
public record AppConfig(
        Cluster cluster,
        Instance instance,
        Http http,
        Streams streams,
        Decider decider,
        Tracker tracker,
        Memory memory,
        Lifecycle lifecycle,
        KafkaSettings kafka,
        List<Sourced> effective) {

    /** What the app connects to. */
    public record Cluster(String bootstrapServers, URI registryUrl) {}

    /**
     * Who this process is.
     *
     * @param id static member of the groups; absent when it is to be kept in the state directory
     * @param stateDir absolute
     */
    public record Instance(
            Set<Role> roles, Applications applications, Optional<String> id, Path stateDir) {}

    /**
     * Where HTTP listens.
     *
     * @param port 0 for any free one
     * @param oldest a standby's copy that may be older does not answer
     */
    public record Http(String host, int port, Duration oldest) {}

    /**
     * How the Kafka Streams applications run.
     *
     * @param replicationFactor of changelog topics; absent when it follows order.command
     */
    public record Streams(
            int threads,
            int standbyReplicas,
            Optional<Integer> replicationFactor,
            Duration commitInterval,
            Timeouts timeouts) {}

    /**
     * How long silence is tolerated.
     *
     * @param hold of whoever has the views held to switch to another generation
     */
    public record Timeouts(Duration transaction, Duration session, Duration hold) {}

    /** Bounds of the decider's memory. */
    public record Decider(Duration closedRetention, int rememberedCommands, int maxRecordBytes) {}

    /**
     * How long the tracker waits and how often it asks.
     *
     * @param deadline from a capture until an event must cite it
     * @param patience silence of the decider after which deadlines go by the clock
     * @param backoff from the first request to the second
     * @param maxAttempts requests before a person must decide
     */
    public record Tracker(
            Duration deadline, Duration patience, Duration backoff, int maxAttempts) {}

    /** Native memory that all stores of the process share. */
    public record Memory(int blockCacheBytes, int writeBufferBytes) {}

    /** How the process starts, fails and stops. */
    public record Lifecycle(
            Duration startupTimeout,
            Duration shutdownTimeout,
            int maxThreadReplacements,
            Duration replacementWindow) {}

    /**
     * Reads and judges everything.
     *
     * @throws InvalidConfigException when anything is wrong, naming all of it
     */
    public static AppConfig load(ConfigSources sources) {
        return new ConfigReader(sources).read();
    }
}
