package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds native memory: all stores of the process share one block cache and one write buffer
 * manager, whatever the number of partitions. Kafka Streams makes one setter per application; the
 * shared part is made once per process, by the first store that opens, and lives as long as the
 * process.
 */
public final class SharedRocksDbMemory implements RocksDBConfigSetter {

    private static final String CACHE_BYTES = "order.pipeline.rocksdb.block.cache.bytes";
    private static final String BUFFER_BYTES = "order.pipeline.rocksdb.write.buffer.bytes";

    /** Small memtables: with a dozen stores on two cores a big one would starve the others. */
    private static final long MEMTABLE_BYTES = 8L * 1024 * 1024;

    /**
     * What a memtable takes from the shared buffers at a time. The default, an eighth of it, is a
     * MiB for each store that was written to at all: with two generations of the views that alone
     * is more than the buffers have, and every write flushes.
     */
    private static final long ARENA_BLOCK_BYTES = 64 * 1024;

    private record Shared(Cache cache, WriteBufferManager buffers) {}

    private static @Nullable Shared shared;

    /** The settings by which Kafka Streams finds this class and its bounds. */
    static Map<String, Object> settings(AppConfig.Memory memory) {
        return Map.of(
                "rocksdb.config.setter",
                SharedRocksDbMemory.class,
                CACHE_BYTES,
                memory.blockCacheBytes(),
                BUFFER_BYTES,
                memory.writeBufferBytes());
    }

    /** Bytes that blocks and write buffers take now; 0 before the first store opens. */
    static long usedBytes() {
        return ask(Cache::getUsage);
    }

    /** Those of them that cannot be given up now: write buffers, and blocks that are in use. */
    static long pinnedBytes() {
        return ask(Cache::getPinnedUsage);
    }

    private static synchronized long ask(ToLongFunction<Cache> question) {
        return shared == null ? 0 : question.applyAsLong(shared.cache());
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        Shared memory = shared(bytes(configs, CACHE_BYTES), bytes(configs, BUFFER_BYTES));
        BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
        tables.setBlockCache(memory.cache());
        tables.setCacheIndexAndFilterBlocks(true);
        tables.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(tables);
        options.setWriteBufferManager(memory.buffers());
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
    }

    @Override
    public void close(String store, Options options) {
        // What the stores share outlives each of them.
    }

    private static int bytes(Map<String, Object> configs, String key) {
        if (configs.get(key) instanceof Integer bytes) {
            return bytes;
        }
        throw new IllegalStateException(key + " is not among the settings of Kafka Streams");
    }

    private static synchronized Shared shared(int cacheBytes, int bufferBytes) {
        if (shared == null) {
            RocksDB.loadLibrary();
            Cache cache = new LRUCache(cacheBytes);
            shared = new Shared(cache, new WriteBufferManager(bufferBytes, cache));
        }
        return shared;
    }
}
