package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderpipeline.runtime.config.AppConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksDbMetricsTest {

    private static final AppConfig.Memory MEMORY = new AppConfig.Memory(16 << 20, 8 << 20);
    private static final int MIB = 1 << 20;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    RocksDbMetricsTest() {
        RocksDbMetrics.bind(MEMORY, meters);
    }

    @Test
    void what_a_store_holds_for_writing_is_used_and_cannot_be_given_up(@TempDir Path folder)
            throws RocksDBException {
        try (Options options = options();
                RocksDB store = RocksDB.open(options, folder.toString())) {
            double before = bytes("pinned");
            store.put(new byte[] {1}, new byte[MIB]);

            assertThat(bytes("pinned")).isGreaterThanOrEqualTo(before + MIB);
            assertThat(bytes("used")).isGreaterThanOrEqualTo(bytes("pinned"));
        }
    }

    @Test
    void the_limit_is_the_one_that_was_set() {
        assertThat(bytes("limit")).isEqualTo(MEMORY.blockCacheBytes());
    }

    private static Options options() {
        Options options =
                new Options()
                        .setCreateIfMissing(true)
                        .setTableFormatConfig(new BlockBasedTableConfig());
        new SharedRocksDbMemory().setConfig("any", options, SharedRocksDbMemory.settings(MEMORY));
        return options;
    }

    private double bytes(String what) {
        return meters.get("order.pipeline.rocksdb.cache." + what).gauge().value();
    }
}
