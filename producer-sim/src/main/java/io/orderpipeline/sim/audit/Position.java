package io.orderpipeline.sim.audit;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where a record stands in its topic. */
public record Position(int partition, long offset) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::partition).thenComparingLong(Position::offset);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** Spread wide: the default puts neighbouring offsets of different partitions together. */
    @Override
    public int hashCode() {
        return Long.hashCode((offset << 8) ^ partition);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position that
                && partition == that.partition
                && offset == that.offset;
    }

    /** For people: {@code 3@1207}. */
    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
