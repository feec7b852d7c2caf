package io.orderpipeline.runtime;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Metrics of the process: the JVM's, RocksDB's, those of each role's Kafka clients and stores, the
 * cluster's.
 */
final class AppMetrics implements AutoCloseable {

    private static final String NO_GENERATION = "none";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<HostedRole, KafkaStreamsMetrics> kafka = new ConcurrentHashMap<>();
    private Optional<ClusterMetrics> cluster = Optional.empty();
    private Optional<StandbyMetrics> standbys = Optional.empty();

    AppMetrics() {
        Stream.<MeterBinder>of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        collections)
                .forEach(binder -> binder.bindTo(registry));
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Looks after the cluster and the roles, too, until closed. */
    void watch(AppConfig config, int partitions, GroupLags lags, RunningRoles roles) {
        RocksDbMetrics.bind(config.memory(), registry);
        ClusterMetrics.bind(roles, registry);
        standbys =
                Optional.of(
                        new StandbyMetrics(
                                        config.instance().roles(),
                                        roles::standbys,
                                        System::nanoTime,
                                        registry)
                                .start());
        cluster = Optional.of(ClusterMetrics.start(config, partitions, lags, registry));
    }

    /** Those of a role of which there is one. */
    void bind(HostedRole hosted) {
        bind(hosted, NO_GENERATION);
    }

    /** Those of one generation of the views. */
    void bind(HostedRole hosted, int generation) {
        bind(hosted, String.valueOf(generation));
    }

    /** Every meter of a name has the same tags. */
    private void bind(HostedRole hosted, String generation) {
        KafkaStreamsMetrics metrics =
                new KafkaStreamsMetrics(
                        hosted.streams(),
                        Tags.of("role", hosted.role().label(), "generation", generation));
        metrics.bindTo(registry);
        kafka.put(hosted, metrics);
    }

    void unbind(HostedRole hosted) {
        KafkaStreamsMetrics metrics = kafka.remove(hosted);
        if (metrics != null) {
            metrics.close();
        }
    }

    @Override
    public void close() {
        cluster.ifPresent(ClusterMetrics::close);
        standbys.ifPresent(StandbyMetrics::close);
        kafka.values().forEach(KafkaStreamsMetrics::close);
        collections.close();
        registry.close();
    }
}
