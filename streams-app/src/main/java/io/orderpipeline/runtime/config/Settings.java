package io.orderpipeline.runtime.config;

import io.orderpipeline.runtime.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every key of the configuration, once. {@code docs/configuration.md} lists exactly these. */
public final class Settings {

    private static final int MIB = 1024 * 1024;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    static final Setting<String> BOOTSTRAP_SERVERS =
            new Setting<>(
                    "bootstrap.servers",
                    "127.0.0.1:9092",
                    Kinds.hostPorts(),
                    "Kafka brokers to connect to first.");
    static final Setting<URI> REGISTRY_URL =
            new Setting<>(
                    "schema.registry.url",
                    "http://127.0.0.1:8081/apis/ccompat/v7",
                    Kinds.httpUrl(),
                    "Schema registry, Confluent's API.");
    static final Setting<Set<Role>> ROLES =
            new Setting<>("roles", Role.labels(), Kinds.roles(), "What this process hosts.");
    static final Setting<String> APPLICATION_PREFIX =
            new Setting<>(
                    "application.prefix",
                    "order-pipeline",
                    Kinds.name(100),
                    "Prefix of application ids, hence of consumer groups and changelog topics.");
    static final Setting<Optional<String>> INSTANCE_ID =
            new Setting<>(
                    "instance.id",
                    "auto",
                    Kinds.orAuto(Kinds.name(100)),
                    "Static group member that this instance is; auto: a random id kept in state.dir.");
    static final Setting<Path> STATE_DIR =
            new Setting<>(
                    "state.dir",
                    ".pipeline/state",
                    Kinds.directory(),
                    "Where the stores live; never shared by two processes.");
    static final Setting<String> HTTP_HOST =
            new Setting<>("http.host", "127.0.0.1", Kinds.host(), "Address that HTTP listens on.");
    static final Setting<Integer> HTTP_PORT =
            new Setting<>(
                    "http.port",
                    "8080",
                    Kinds.integer(0, 65_535),
                    "Port that HTTP listens on; 0: any free one.");
    static final Setting<Duration> HTTP_STALENESS_MAX =
            new Setting<>(
                    "http.staleness.max.ms",
                    "15000",
                    Kinds.millis(0, 600_000),
                    "A standby answers for an owner that is gone unless its copy may be older; 0: never.");
    static final Setting<Integer> STREAMS_THREADS =
            new Setting<>(
                    "streams.threads", "1", Kinds.integer(1, 64), "Stream threads of each role.");
    static final Setting<Integer> STANDBY_REPLICAS =
            new Setting<>(
                    "standby.replicas",
                    "0",
                    Kinds.integer(0, 3),
                    "Warm copies of each store on other instances; the same for all of them, one decides.");
    static final Setting<Optional<Integer>> REPLICATION_FACTOR =
            new Setting<>(
                    "replication.factor",
                    "auto",
                    Kinds.orAuto(Kinds.integer(1, 9)),
                    "Replicas of changelog topics; auto: as many as order.command has.");
    static final Setting<Duration> COMMIT_INTERVAL =
            new Setting<>(
                    "commit.interval.ms",
                    "100",
                    Kinds.millis(1, 60_000),
                    "Longest life of a transaction in regular operation: the latency of a decision.");
    static final Setting<Duration> TRANSACTION_TIMEOUT =
            new Setting<>(
                    "transaction.timeout.ms",
                    "10000",
                    Kinds.millis(1_000, 900_000),
                    "The broker aborts a transaction after this; longer than commit.interval.ms.");
    static final Setting<Duration> SESSION_TIMEOUT =
            new Setting<>(
                    "session.timeout.ms",
                    "6000",
                    Kinds.millis(6_000, 1_800_000),
                    "After this silence others take over an instance's work.");
    static final Setting<Duration> GENERATION_HOLD =
            new Setting<>(
                    "generation.hold.ms",
                    "10000",
                    Kinds.millis(1_000, 300_000),
                    "A switch to another generation of the views that takes longer is called off.");
    static final Setting<Duration> CLOSED_ORDER_RETENTION =
            new Setting<>(
                    "closed.order.retention.ms",
                    "604800000",
                    Kinds.millis(1_000, 3_650 * DAY_MS),
                    "A closed order is remembered this long: the horizon of idempotency.");
    static final Setting<Integer> COMMAND_MEMORY_SIZE =
            new Setting<>(
                    "command.memory.size",
                    "64",
                    Kinds.integer(1, 1_024),
                    "Handled command ids remembered per order.");
    static final Setting<Duration> PAYMENT_DEADLINE =
            new Setting<>(
                    "payment.deadline.ms",
                    "60000",
                    Kinds.millis(1_000, 7 * DAY_MS),
                    "A captured payment that no order cites after this is compensated.");
    static final Setting<Duration> PAYMENT_PATIENCE =
            new Setting<>(
                    "payment.patience.ms",
                    "30000",
                    Kinds.millis(1_000, 7 * DAY_MS),
                    "Deadlines pass by the decider's time; after it was silent this long, by the clock.");
    static final Setting<Duration> COMPENSATION_BACKOFF =
            new Setting<>(
                    "compensation.backoff.ms",
                    "5000",
                    Kinds.millis(100, 300_000),
                    "From a compensation or refund request to its first repetition; doubles, to 5 min.");
    static final Setting<Integer> COMPENSATION_ATTEMPTS =
            new Setting<>(
                    "compensation.attempts.max",
                    "6",
                    Kinds.integer(1, 100),
                    "Requests without an answer before a transaction is escalated to a person.");
    static final Setting<Integer> RECORD_MAX_BYTES =
            new Setting<>(
                    "record.max.bytes",
                    "1000000",
                    Kinds.bytes(1_024, 16 * MIB),
                    "Largest record written; topics must accept 48 KiB more, for headers of dead letters.");
    static final Setting<Integer> BLOCK_CACHE_BYTES =
            new Setting<>(
                    "rocksdb.block.cache.bytes",
                    "201326592",
                    Kinds.bytes(MIB, 1_024 * MIB),
                    "Block cache that all stores of the process share, write buffers included.");
    static final Setting<Integer> WRITE_BUFFER_BYTES =
            new Setting<>(
                    "rocksdb.write.buffer.bytes",
                    "134217728",
                    Kinds.bytes(MIB, 1_024 * MIB),
                    "Write buffers of all stores together; less than the block cache.");
    static final Setting<Duration> STARTUP_TIMEOUT =
            new Setting<>(
                    "startup.timeout.ms",
                    "10000",
                    Kinds.millis(100, 600_000),
                    "How long the checks at start wait for the brokers.");
    static final Setting<Duration> SHUTDOWN_TIMEOUT =
            new Setting<>(
                    "shutdown.timeout.ms",
                    "10000",
                    Kinds.millis(100, 600_000),
                    "How long a stop waits for open transactions to commit.");
    static final Setting<Integer> THREAD_REPLACEMENTS =
            new Setting<>(
                    "thread.replacements.max",
                    "5",
                    Kinds.integer(0, 1_000),
                    "Failed stream threads replaced per window and role before the process gives up.");
    static final Setting<Duration> REPLACEMENT_WINDOW =
            new Setting<>(
                    "thread.replacements.window.ms",
                    "300000",
                    Kinds.millis(1_000, DAY_MS),
                    "The window that thread.replacements.max counts in.");

    /** All keys, in the order of the documentation. */
    public static final List<Setting<?>> ALL =
            List.of(
                    BOOTSTRAP_SERVERS,
                    REGISTRY_URL,
                    ROLES,
                    APPLICATION_PREFIX,
                    INSTANCE_ID,
                    STATE_DIR,
                    HTTP_HOST,
                    HTTP_PORT,
                    HTTP_STALENESS_MAX,
                    STREAMS_THREADS,
                    STANDBY_REPLICAS,
                    REPLICATION_FACTOR,
                    COMMIT_INTERVAL,
                    TRANSACTION_TIMEOUT,
                    SESSION_TIMEOUT,
                    GENERATION_HOLD,
                    CLOSED_ORDER_RETENTION,
                    COMMAND_MEMORY_SIZE,
                    PAYMENT_DEADLINE,
                    PAYMENT_PATIENCE,
                    COMPENSATION_BACKOFF,
                    COMPENSATION_ATTEMPTS,
                    RECORD_MAX_BYTES,
                    BLOCK_CACHE_BYTES,
                    WRITE_BUFFER_BYTES,
                    STARTUP_TIMEOUT,
                    SHUTDOWN_TIMEOUT,
                    THREAD_REPLACEMENTS,
                    REPLACEMENT_WINDOW);

    private Settings() {}
}
