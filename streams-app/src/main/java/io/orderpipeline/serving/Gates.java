package io.orderpipeline.serving;

import io.orderpipeline.query.reply.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Keeps a partition shut from when this instance has it until it knows as much as its predecessor
 * may have told: whatever was answered anywhere before had been committed before, so a copy that
 * has come to where the sources ended after it began cannot take an answer back. Safe for many
 * threads.
 */
final class Gates {

    private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();
    private final Turn turn;

    /** With nothing here yet. */
    Gates(Turn turn) {
        this.turn = turn;
    }

    /**
     * A partition that is here.
     *
     * @param sinceNanos when it came
     * @param goal how far it must come; absent until that has been looked up
     */
    private record Gate(long sinceNanos, Optional<Goal> goal, boolean open) {}

    /** The partition is here from now on, and shut. */
    void began(int partition, long nanos) {
        gates.put(partition, new Gate(nanos, Optional.empty(), false));
    }

    /** The partition went elsewhere. */
    void gone(int partition) {
        gates.remove(partition);
    }

    /** All are shut again, whatever they have reached: somebody else told more meanwhile. */
    void anew(long nanos) {
        gates.keySet().forEach(partition -> gates.computeIfPresent(partition, shut(nanos)));
    }

    private static BiFunction<Integer, Gate, Gate> shut(long nanos) {
        return (partition, before) -> new Gate(nanos, Optional.empty(), false);
    }

    /** Throws when it is not this generation's turn to answer. */
    void requireTurn() {
        turn.require();
    }

    /** Throws when the partition is not here, or shut, or it is not the turn of these views. */
    void require(int partition) {
        turn.require();
        requireHere(partition);
    }

    /** Throws when the partition is not here, or shut. */
    void requireHere(int partition) {
        Gate gate = gates.get(partition);
        if (gate == null) {
            throw new UnavailableException(
                    UnavailableException.Reason.ELSEWHERE,
                    "Partition %d of the views is not here, or not yet.".formatted(partition));
        }
        if (!gate.open()) {
            throw new UnavailableException(
                    UnavailableException.Reason.CATCHING_UP,
                    "Partition %d of the views came here just now and is catching up with the log."
                            .formatted(partition));
        }
    }

    /** Those that are here and shut. */
    Set<Integer> shut() {
        Set<Integer> shut = new TreeSet<>();
        gates.forEach(
                (partition, gate) -> {
                    if (!gate.open()) {
                        shut.add(partition);
                    }
                });
        return shut;
    }

    /** Those that are here. */
    Set<Integer> here() {
        return new TreeSet<>(gates.keySet());
    }

    /** Those that are here and may be asked. */
    Set<Integer> open() {
        Set<Integer> open = new TreeSet<>(gates.keySet());
        open.removeAll(shut());
        return open;
    }

    /** Opens those shut partitions that have come as far as they must. */
    void open(Goals goals) {
        gates.forEach(
                (partition, gate) -> {
                    if (!gate.open()) {
                        Optional<Goal> goal =
                                gate.goal().or(() -> goals.since(partition, gate.sinceNanos()));
                        boolean open = goal.map(Goal::reached).orElse(false);
                        gates.replace(partition, gate, new Gate(gate.sinceNanos(), goal, open));
                    }
                });
    }

    /** Tells how far a partition must come. */
    interface Goals {
        /** To know everything that was committed before that time; absent when not known yet. */
        Optional<Goal> since(int partition, long nanos);
    }

    /** Where a partition must come. */
    interface Goal {
        boolean reached();
    }
}
