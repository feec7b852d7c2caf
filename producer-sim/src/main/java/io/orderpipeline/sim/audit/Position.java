package io.orderpipeline.sim.audit;

import java.util.Comparator;

/** Where a record stands in its topic. */
public record Position(int partition, long offset) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::partition).thenComparingLong(Position::offset);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** For people: {@code 3@1207}. */
    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
