package io.orderpipeline.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderpipeline.query.Health;
import io.orderpipeline.query.RoleHealth;
import io.orderpipeline.runtime.config.AppConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What alerts need and no Kafka client measures: whether the roles do their work, how far they are
 * behind wherever they run, and how the brokers stand. Every instance asks the brokers for itself
 * and says the same, so an alert survives any of them. One thread looks, scrapes read what it saw;
 * a number that is not known now is NaN, never an old one.
 */
final class ClusterMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterMetrics.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Admin admin;
    private final GroupLags lags;
    private final int partitions;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(ClusterMetrics::thread);
    private volatile Optional<ClusterLook> latest = Optional.empty();

    /** So that it is told once, from the first look on. Only touched by the thread that looks. */
    private boolean told;

    private ClusterMetrics(Admin admin, GroupLags lags, int partitions) {
        this.admin = admin;
        this.lags = lags;
        this.partitions = partitions;
    }

    /**
     * Starts looking.
     *
     * @param partitions of every topic that is keyed by order id
     * @param lags closed with this
     */
    static ClusterMetrics start(
            AppConfig config, int partitions, GroupLags lags, MeterRegistry meters) {
        Map<String, Object> settings = new HashMap<>(config.kafka().admin());
        settings.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(
                AdminClientConfig.CLIENT_ID_CONFIG,
                config.instance().applications().prefix() + "-metrics");
        ClusterMetrics metrics = new ClusterMetrics(Admin.create(settings), lags, partitions);
        bind(() -> metrics.latest, meters);
        ScheduledFuture<?> unused =
                metrics.looks.scheduleWithFixedDelay(
                        metrics::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return metrics;
    }

    /** How each hosted role fares, as the health check sees it. */
    static void bind(Health health, MeterRegistry meters) {
        for (RoleHealth hosted : health.roles()) {
            String role = hosted.role();
            Gauge.builder("order.pipeline.role.ready", health, roles -> ready(roles, role))
                    .description("1 when the role does its work; 0 while it starts or restores.")
                    .tag("role", role)
                    .register(meters);
        }
    }

    private static double ready(Health health, String role) {
        return health.roles().stream().anyMatch(each -> each.role().equals(role) && each.ready())
                ? 1
                : 0;
    }

    static void bind(Supplier<Optional<ClusterLook>> look, MeterRegistry meters) {
        Gauge.builder(
                        "order.pipeline.cluster.reachable",
                        look,
                        now -> now.get().isPresent() ? 1 : 0)
                .description("1 when the brokers answered the last look.")
                .strongReference(true) // nobody else holds it
                .register(meters);
        gauge("cluster.brokers", "Brokers that the cluster has.", look, ClusterLook::brokers)
                .register(meters);
        gauge(
                        "partitions.leaderless",
                        "Partitions of the pipeline's topics that have no leader.",
                        look,
                        ClusterLook::leaderless)
                .register(meters);
        gauge(
                        "partitions.underreplicated",
                        "Partitions of the pipeline's topics of which a copy is not in sync.",
                        look,
                        ClusterLook::underReplicated)
                .register(meters);
        gauge(
                        "partitions.in.sync.least",
                        "Copies in sync of the partition that has the fewest.",
                        look,
                        ClusterLook::leastInSync)
                .register(meters);
        gauge(
                        "dead.letter.offsets",
                        "Ends of the dead letter topic, added up; every dead letter raises it, by"
                                + " one and by its share of a transaction's marker.",
                        look,
                        now -> asDouble(now.deadLetterEnds()))
                .register(meters);
        for (Role role : Role.values()) {
            String label = role.label();
            gauge(
                            "lag.records",
                            "Records that the role is behind by, wherever it runs.",
                            look,
                            now -> asDouble(now.lags().get(label)))
                    .tag("role", label)
                    .register(meters);
        }
    }

    private static Gauge.Builder<?> gauge(
            String name,
            String description,
            Supplier<Optional<ClusterLook>> look,
            ToDoubleFunction<ClusterLook> number) {
        return Gauge.builder(
                        "order.pipeline." + name,
                        look,
                        now -> now.get().map(number::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .strongReference(true);
    }

    private static double asDouble(OptionalLong told) {
        return told.isPresent() ? told.getAsLong() : Double.NaN;
    }

    private static double asDouble(@Nullable Long records) {
        return records == null ? Double.NaN : records;
    }

    private void look() {
        Optional<ClusterLook> seen;
        try {
            seen =
                    Optional.of(
                            ClusterLook.take(admin, partitions, lags.records())
                                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception unanswered) {
            seen = Optional.empty();
            if (!told) {
                LOG.warn("the brokers did not say how they are: {}", unanswered.toString());
            }
        }
        told = seen.isEmpty();
        latest = seen;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cluster-metrics");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        looks.shutdownNow();
        lags.close();
        admin.close(Duration.ZERO);
    }
}
