package io.orderpipeline.pipeline.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a record changes; done all at once, or not at all. Reads see what was there before the
 * record. Confined to one thread.
 */
public final class Changes {

    private final Batch before;
    private final long timeMs;
    private final List<Range> deleted = new ArrayList<>();
    private final List<Change> entries = new ArrayList<>();
    private final Map<String, Long> counted = new HashMap<>();

    Changes(Batch before, long timeMs) {
        this.before = before;
        this.timeMs = timeMs;
    }

    /** What becomes of an entry; absent when it is removed. */
    record Change(Key key, Optional<byte[]> value) {}

    /** Keys from one up to another, which is not one of them. */
    record Range(Key from, Key to) {
        boolean has(Key key) {
            return key.compareTo(from) >= 0 && key.compareTo(to) < 0;
        }
    }

    /** The value of a key before the record; absent when there was none. */
    public Optional<byte[]> get(Table table, String key) {
        return before.get(new Key(table, key));
    }

    /** Puts an entry in the place of the one with this key, if there is one. */
    public void put(Table table, String key, byte[] value) {
        entries.add(new Change(new Key(table, key), Optional.of(value)));
    }

    /** Removes an entry, if it is there. */
    public void delete(Table table, String key) {
        entries.add(new Change(new Key(table, key), Optional.empty()));
    }

    /** Removes what was there before the record between two keys, the second one excluded. */
    public void deleteRange(Table table, String from, String to) {
        deleted.add(new Range(new Key(table, from), new Key(table, to)));
    }

    /** The greatest time of a record before this one; {@link Progress#NO_TIME} before the first. */
    public long timeMs() {
        return timeMs;
    }

    /** Adds to a count that is kept with the entries. */
    public void count(String name, long difference) {
        counted.merge(name, difference, Long::sum);
    }

    List<Range> deleted() {
        return deleted;
    }

    /** In the order in which they came; the last one of a key wins. */
    List<Change> entries() {
        return entries;
    }

    Map<String, Long> counted() {
        return counted;
    }
}
