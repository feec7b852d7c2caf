package io.orderpipeline.sim.digest;

import java.util.ArrayList;
import java.util.List;

/** Counts differences and keeps the first of them. Confined to one thread. */
final class Findings {

    /** So many are named: enough to see the pattern. */
    static final int SHOWN = 100;

    private final List<Difference> first = new ArrayList<>();
    private long count;

    /** Whether one more would be named, and is worth a question. */
    boolean isRoom() {
        return first.size() < SHOWN;
    }

    void add(Difference difference) {
        count++;
        if (isRoom()) {
            first.add(difference);
        }
    }

    void addAll(Findings others) {
        others.first.forEach(this::add);
        count += others.count - others.first.size();
    }

    List<Difference> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
