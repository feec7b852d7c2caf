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
import io.orderpipeline.query.Health;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Metrics of the process: the JVM's, those of each role's Kafka clients and stores, the cluster's.
 */
final class AppMetrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final List<KafkaStreamsMetrics> kafka = new ArrayList<>();
    private Optional<ClusterMetrics> cluster = Optional.empty();

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
    void watch(AppConfig config, int partitions, Health health) {
        ClusterMetrics.bind(health, registry);
        cluster = Optional.of(ClusterMetrics.start(config, partitions, registry));
    }

    void bind(HostedRole hosted) {
        KafkaStreamsMetrics metrics =
                new KafkaStreamsMetrics(hosted.streams(), Tags.of("role", hosted.role().label()));
        metrics.bindTo(registry);
        kafka.add(metrics);
    }

    @Override
    public void close() {
        cluster.ifPresent(ClusterMetrics::close);
        kafka.forEach(KafkaStreamsMetrics::close);
        collections.close();
        registry.close();
    }
}
