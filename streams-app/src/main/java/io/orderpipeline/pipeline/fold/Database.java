package io.orderpipeline.pipeline.fold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB. Written without a log of its own: a crash takes the latest writes, never one without
 * those behind it, for all entries are in one tree and each write is atomic. Written by one thread
 * at a time and read by any number; what is closed waits for those who are reading.
 */
final class Database implements AutoCloseable {

    private static final byte[] BEFORE_ALL = {0};
    private static final byte[] BEHIND_ALL = {(byte) 0xff};

    private final Path directory;
    private final DatabaseOptions options;
    private final RocksDB db;
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean open = true;

    private Database(Path directory, DatabaseOptions options, RocksDB db) {
        this.directory = directory;
        this.options = options;
        this.db = db;
    }

    /**
     * Opens the one in this directory, or makes it.
     *
     * @param settings of Kafka Streams, which say how much memory there is
     */
    static Database open(Path directory, String name, Map<String, Object> settings) {
        DatabaseOptions options = DatabaseOptions.of(name, settings);
        try {
            Files.createDirectories(directory);
            return new Database(
                    directory, options, RocksDB.open(options.rocksDb(), directory.toString()));
        } catch (IOException | RocksDBException failed) {
            options.close();
            throw new ProcessorStateException("cannot open " + directory, failed);
        }
    }

    Optional<byte[]> get(Key key) {
        return get(options.reading(), key);
    }

    Optional<byte[]> get(ReadOptions how, Key key) {
        try {
            byte @Nullable [] found = db.get(how, key.bytes());
            return Optional.ofNullable(found);
        } catch (RocksDBException failed) {
            throw failure("read", failed);
        }
    }

    RocksIterator iterator(ReadOptions how) {
        return db.newIterator(how);
    }

    /** Throws when an iterator ended because it failed. */
    void check(RocksIterator at) {
        try {
            at.status();
        } catch (RocksDBException failed) {
            throw failure("read", failed);
        }
    }

    void write(WriteBatch batch) {
        try {
            db.write(unlogged, batch);
        } catch (RocksDBException failed) {
            throw failure("write to", failed);
        }
    }

    /** Deletes all entries. */
    void clear() {
        try {
            db.deleteRange(unlogged, BEFORE_ALL, BEHIND_ALL);
        } catch (RocksDBException failed) {
            throw failure("empty", failed);
        }
    }

    /**
     * What a key has now.
     *
     * @throws InvalidStateStoreException it is closed
     */
    Optional<byte[]> look(Key key) {
        lock.readLock().lock();
        try {
            requireOpen();
            return get(key);
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Answers a question by the entries as they are now; whatever is written meanwhile is not seen.
     *
     * @param question is not to wait for anything: as long as it is asked, nobody can close this
     * @throws InvalidStateStoreException it is closed
     */
    <T> T read(Function<Entries, T> question) {
        lock.readLock().lock();
        try {
            requireOpen();
            Snapshot now = db.getSnapshot();
            try (ReadOptions how = new ReadOptions().setSnapshot(now)) {
                return question.apply(new Entries(this, how));
            } finally {
                db.releaseSnapshot(now);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new InvalidStateStoreException(directory + " is closed");
        }
    }

    ProcessorStateException failure(String what, RocksDBException failed) {
        return new ProcessorStateException("cannot %s %s".formatted(what, directory), failed);
    }

    /** Keeps everything; can be repeated. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (open) {
                open = false;
                db.close(); // writes what it has in memory
                unlogged.close();
                options.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
