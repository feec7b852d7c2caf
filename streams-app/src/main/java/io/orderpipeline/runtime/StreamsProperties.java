package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The settings that a role's Kafka Streams application runs with. What passes through wins over the
 * defaults, and what a guarantee hangs on over both.
 */
final class StreamsProperties {

    /** Room that a dead letter's provenance takes beside the record itself. */
    private static final int HEADER_BYTES = 48 * 1024;

    private static final int HEARTBEATS_PER_SESSION = 3;
    private static final int MAX_HEARTBEAT_MS = 3_000;

    /**
     * What is only known once the process runs.
     *
     * @param instanceId static group member
     * @param self address that other instances know this one by
     * @param generation of the views
     */
    record Running(String instanceId, HostInfo self, ChangelogPolicy changelogs, int generation) {

        /** The same process with another generation of the views. */
        Running of(int another) {
            return new Running(instanceId, self, changelogs, another);
        }
    }

    private StreamsProperties() {}

    static Properties of(Role role, AppConfig config, Running running) {
        Map<String, Object> settings = new HashMap<>(config.kafka().streams());
        settings.putAll(identity(role, config, running));
        settings.putAll(operation(config));
        settings.putAll(clients(config, running));
        settings.putAll(guarantee(role, config));
        settings.putAll(running.changelogs().settings());
        settings.putAll(SharedRocksDbMemory.settings(config.memory()));
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    /**
     * The application id of a role.
     *
     * @param generation of the views
     */
    static String applicationId(Role role, AppConfig config, int generation) {
        return switch (role) {
            case DECIDER -> config.instance().applications().decider();
            case TRACKER -> config.instance().applications().tracker();
            case VIEWS -> config.instance().applications().views(generation);
        };
    }

    private static Map<String, Object> identity(Role role, AppConfig config, Running running) {
        String applicationId = applicationId(role, config, running.generation());
        return Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.CLIENT_ID_CONFIG,
                applicationId + "-" + running.instanceId(),
                StreamsConfig.APPLICATION_SERVER_CONFIG,
                running.self().host() + ":" + running.self().port(),
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.cluster().bootstrapServers(),
                StreamsConfig.STATE_DIR_CONFIG,
                config.instance().stateDir().toString());
    }

    private static Map<String, Object> operation(AppConfig config) {
        AppConfig.Streams streams = config.streams();
        return Map.of(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                streams.threads(),
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                streams.standbyReplicas(),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                streams.commitInterval().toMillis(),
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
                StreamsConfig.NO_OPTIMIZATION,
                "processing.exception.handler.global.enabled",
                true,
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                "classic");
    }

    private static Map<String, Object> clients(AppConfig config, Running running) {
        int sessionMs = (int) config.streams().timeouts().session().toMillis();
        return Map.of(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                running.instanceId(),
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                sessionMs,
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.min(MAX_HEARTBEAT_MS, sessionMs / HEARTBEATS_PER_SESSION),
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                config.decider().maxRecordBytes() + HEADER_BYTES,
                StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG),
                "all");
    }

    /** What writes to other topics does so exactly once. */
    private static Map<String, Object> guarantee(Role role, AppConfig config) {
        return switch (role) {
            case DECIDER, TRACKER -> exactlyOnce(config);
            case VIEWS -> committedOnly();
        };
    }

    /**
     * Inputs come in the order of their time: the decider's time says what is forgotten, and
     * compensations must not run ahead of a backlog of commands; the tracker's deadlines pass by
     * what it has heard of the decider.
     */
    private static Map<String, Object> exactlyOnce(AppConfig config) {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                0L,
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) config.streams().timeouts().transaction().toMillis());
    }

    /**
     * Projections are idempotent, so at least once will do; but they only see what is committed.
     * They need no order among their inputs: to wait for one costs a look at every queue, and a
     * text that is thrown away, for each record.
     */
    private static Map<String, Object> committedOnly() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.AT_LEAST_ONCE,
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                StreamsConfig.MAX_TASK_IDLE_MS_DISABLED,
                StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed");
    }
}
