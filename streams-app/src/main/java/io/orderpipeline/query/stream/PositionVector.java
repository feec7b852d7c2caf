package io.orderpipeline.query.stream;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Up to where a client has the events of every partition, as ids of a stream write it: {@code
 * <partition>:<next offset>,...} in the order of partitions. One thread.
 */
final class PositionVector {

    /** Of each entry by itself: matching all of them at once would recur for each. */
    private static final Pattern ENTRY = Pattern.compile("[0-9]{1,6}:[0-9]{1,18}");

    private final SortedMap<Integer, Long> nextOffsets;

    PositionVector(Map<Integer, Long> nextOffsets) {
        this.nextOffsets = new TreeMap<>(nextOffsets);
    }

    /** The vector that an id stands for; empty when no id is written so. */
    static Optional<PositionVector> parse(String id) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (String entry : id.split(",", -1)) {
            if (!ENTRY.matcher(entry).matches()) {
                return Optional.empty();
            }
            int colon = entry.indexOf(':');
            offsets.put(
                    Integer.valueOf(entry.substring(0, colon)),
                    Long.valueOf(entry.substring(colon + 1)));
        }
        return Optional.of(new PositionVector(offsets)).filter(read -> read.toString().equals(id));
    }

    /** Whether it has the same partitions, and none further than there. */
    boolean isWithin(Map<Integer, Long> ends) {
        return nextOffsets.keySet().equals(ends.keySet())
                && nextOffsets.entrySet().stream()
                        .allMatch(
                                entry -> entry.getValue() <= ends.getOrDefault(entry.getKey(), 0L));
    }

    /** Whether a record comes before it: the client has it. */
    boolean covers(int partition, long offset) {
        return offset < nextOffsets.getOrDefault(partition, 0L);
    }

    void advance(int partition, long nextOffset) {
        nextOffsets.merge(partition, nextOffset, Math::max);
    }

    /** How many offsets there are from here to there. */
    long distanceTo(Map<Integer, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - nextOffsets.getOrDefault(end.getKey(), 0L))
                .filter(missing -> missing > 0)
                .sum();
    }

    Map<Integer, Long> offsets() {
        return Map.copyOf(nextOffsets);
    }

    @Override
    public String toString() {
        return nextOffsets.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
