package io.orderpipeline.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.function.Supplier;

/**
 * The native memory of all stores together. How much of it the write buffers hold, RocksDB's Java
 * interface does not tell; it is the greatest part of what is pinned.
 */
final class RocksDbMetrics {

    private RocksDbMetrics() {}

    static void bind(AppConfig.Memory memory, MeterRegistry meters) {
        gauge(
                "used",
                "The block cache that all stores share, write buffers included.",
                SharedRocksDbMemory::usedBytes,
                meters);
        gauge(
                "pinned",
                "The part of it that cannot be given up now: write buffers, blocks in use.",
                SharedRocksDbMemory::pinnedBytes,
                meters);
        gauge("limit", "What it may come to.", memory::blockCacheBytes, meters);
    }

    private static void gauge(
            String what, String description, Supplier<Number> bytes, MeterRegistry meters) {
        Gauge.builder("order.pipeline.rocksdb.cache." + what, bytes)
                .description(description)
                .baseUnit("bytes")
                .register(meters);
    }
}
