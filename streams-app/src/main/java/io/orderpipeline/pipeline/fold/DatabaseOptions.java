package io.orderpipeline.pipeline.fold;

import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;

/**
 * How a RocksDB is opened: as Kafka Streams opens those of its own stores, and with the same
 * setter, so that all of them share what memory there is. To be closed after the database.
 */
record DatabaseOptions(
        String name, Options rocksDb, ReadOptions reading, BloomFilter filter, Setter setter)
        implements AutoCloseable {

    private static final int MEMTABLES = 3;

    /** What Kafka Streams is configured with. */
    record Setter(@Nullable RocksDBConfigSetter setter, Map<String, Object> settings) {
        static Setter of(Map<String, Object> settings) {
            Object type = settings.get(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
            return new Setter(
                    type instanceof Class<?> found
                            ? (RocksDBConfigSetter) Utils.newInstance(found)
                            : null,
                    settings);
        }

        void set(String name, Options options) {
            if (setter != null) {
                setter.setConfig(name, options, settings);
            }
        }

        void close(String name, Options options) {
            if (setter != null) {
                setter.close(name, options);
            }
        }
    }

    static DatabaseOptions of(String name, Map<String, Object> settings) {
        RocksDB.loadLibrary();
        BloomFilter filter = new BloomFilter();
        BlockBasedTableConfig tables = new BlockBasedTableConfig();
        tables.setFilterPolicy(filter);
        Options options =
                new Options()
                        .setCreateIfMissing(true)
                        .setTableFormatConfig(tables)
                        .setCompressionType(CompressionType.NO_COMPRESSION)
                        .setCompactionStyle(CompactionStyle.UNIVERSAL)
                        .setMaxWriteBufferNumber(MEMTABLES)
                        .setAllowConcurrentMemtableWrite(false) // there is one writer
                        .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL);
        options.setIncreaseParallelism(Math.max(Runtime.getRuntime().availableProcessors(), 2));
        Setter setter = Setter.of(settings);
        setter.set(name, options);
        return new DatabaseOptions(name, options, new ReadOptions(), filter, setter);
    }

    @Override
    public void close() {
        setter.close(name, rocksDb);
        reading.close();
        rocksDb.close();
        filter.close();
    }
}
