package io.orderpipeline.pipeline.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;

/**
 * The entries of a store as they were after one of its records. Only to be used while the store is
 * read; confined to one thread.
 */
public final class Entries {

    private final Database database;
    private final ReadOptions options;

    Entries(Database database, ReadOptions options) {
        this.database = database;
        this.options = options;
    }

    /** An entry of a table. */
    public record Entry(String key, byte[] value) {}

    /**
     * A range of keys, both of them included.
     *
     * @param limit how many entries at most
     */
    public record Keys(String from, String to, boolean descending, int limit) {}

    /** How far the store had come. */
    public Progress progress() {
        return database.get(options, new Key(Table.PROGRESS, ""))
                .map(value -> Progress.parse(value, (name, count) -> {}))
                .orElse(Progress.NONE);
    }

    /** The value of a key; absent when there is none. */
    public Optional<byte[]> get(Table table, String key) {
        return database.get(options, new Key(table, key));
    }

    /** What lies in a range, in its direction. */
    public List<Entry> range(Table table, Keys keys) {
        List<Entry> found = new ArrayList<>();
        scan(
                table,
                keys,
                entry -> {
                    found.add(entry);
                    return found.size() < keys.limit();
                });
        return found;
    }

    /** Goes through a range, in its direction, as long as the reader wants more. */
    public void scan(Table table, Keys keys, Predicate<Entry> reader) {
        byte[] from = table.key(keys.from());
        byte[] to = table.key(keys.to());
        try (RocksIterator at = database.iterator(options)) {
            if (keys.descending()) {
                at.seekForPrev(to);
            } else {
                at.seek(from);
            }
            while (at.isValid() && isBetween(from, at.key(), to) && reader.test(entry(at))) {
                if (keys.descending()) {
                    at.prev();
                } else {
                    at.next();
                }
            }
            database.check(at);
        }
    }

    private static boolean isBetween(byte[] from, byte[] key, byte[] to) {
        return Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) <= 0;
    }

    private static Entry entry(RocksIterator at) {
        return new Entry(Table.text(at.key()), at.value());
    }
}
