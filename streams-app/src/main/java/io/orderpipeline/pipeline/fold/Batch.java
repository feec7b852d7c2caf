package io.orderpipeline.pipeline.fold;

import io.orderpipeline.pipeline.fold.Changes.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What some records have changed and is not written yet: it will be all at once, or not at all. An
 * entry that several of them have changed is written once. Confined to one thread.
 */
final class Batch {

    private final Database database;
    private final List<Range> deleted = new ArrayList<>();
    private Map<Key, Optional<byte[]>> entries = new HashMap<>();

    Batch(Database database) {
        this.database = database;
    }

    /** What a key has after all records so far. */
    Optional<byte[]> get(Key key) {
        Optional<byte[]> changed = entries.get(key);
        if (changed != null) {
            return changed;
        }
        boolean gone = !deleted.isEmpty() && deleted.stream().anyMatch(range -> range.has(key));
        return gone ? Optional.empty() : database.get(key);
    }

    void add(Changes changes) {
        for (Range range : changes.deleted()) {
            entries.keySet().removeIf(range::has);
            deleted.add(range);
        }
        changes.entries().forEach(each -> entries.put(each.key(), each.value()));
    }

    /** Ranges first: what was put into one before it was deleted is not among the entries. */
    void write() {
        try (WriteBatch batch = new WriteBatch()) {
            for (Range range : deleted) {
                batch.deleteRange(range.from().bytes(), range.to().bytes());
            }
            for (Map.Entry<Key, Optional<byte[]>> entry : sorted()) {
                if (entry.getValue().isPresent()) {
                    batch.put(entry.getKey().bytes(), entry.getValue().get());
                } else {
                    batch.delete(entry.getKey().bytes());
                }
            }
            database.write(batch);
        } catch (RocksDBException failed) {
            throw database.failure("collect what is to be written to", failed);
        }
        clear();
    }

    /** RocksDB finds the place of an entry from that of the one before: near is fast. */
    private List<Map.Entry<Key, Optional<byte[]>>> sorted() {
        List<Map.Entry<Key, Optional<byte[]>>> sorted = new ArrayList<>(entries.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        return sorted;
    }

    void put(Key key, byte[] value) {
        entries.put(key, Optional.of(value));
    }

    /**
     * Into a new map: one that had thousands of entries is slow for ever, as large as it has been.
     */
    void clear() {
        deleted.clear();
        entries = new HashMap<>();
    }
}
