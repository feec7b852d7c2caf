package io.orderpipeline.pipeline.fold;

import java.util.Arrays;

/**
 * The key of an entry: its table's tag and the text that is unlike all others in that table. Keys
 * have the order of their bytes, as in RocksDB.
 */
final class Key implements Comparable<Key> {

    private final byte[] bytes;
    private final int hash;

    Key(Table table, String text) {
        bytes = table.key(text);
        hash = Arrays.hashCode(bytes);
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
