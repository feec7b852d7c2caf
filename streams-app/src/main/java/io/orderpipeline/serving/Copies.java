package io.orderpipeline.serving;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records the copies that are here surely have. Each store of a copy is filled from a
 * changelog of its own, so what one of them holds says nothing of the others. But a position in the
 * sources is committed only once every changelog has what the records before it led to: a copy that
 * has come to where all of them ended thereafter has those records. Looked at by one thread, asked
 * by many.
 */
final class Copies {

    private final Set<String> stores;
    private final Map<Integer, Aim> aims = new HashMap<>();
    private final Map<Integer, Aim> reached = new ConcurrentHashMap<>();

    /**
     * Knows of no copy yet.
     *
     * @param stores that a copy consists of
     */
    Copies(Set<String> stores) {
        this.stores = Set.copyOf(stores);
    }

    /**
     * How far a store has been filled.
     *
     * @param upTo offset in its changelog of what comes next
     * @param end where the changelog ended thereafter
     */
    record Filled(long upTo, long end) {}

    /** Where the changelogs ended after those positions of the sources had been committed. */
    private record Aim(Map<TopicPartition, Long> committed, Map<String, Long> ends) {

        static Aim of(Map<TopicPartition, Long> committed, Map<String, Filled> copy) {
            Map<String, Long> ends = new HashMap<>();
            copy.forEach((store, filled) -> ends.put(store, filled.end()));
            return new Aim(committed, ends);
        }

        boolean isReachedBy(Map<String, Filled> copy) {
            return ends.entrySet().stream()
                    .allMatch(
                            end -> {
                                Filled filled = copy.get(end.getKey());
                                return filled != null && filled.upTo() >= end.getValue();
                            });
        }
    }

    /**
     * Takes up how far the copies are.
     *
     * @param committed positions of the group in the sources
     * @param copies by partition, each of its stores; looked at after the positions
     */
    void look(Map<TopicPartition, Long> committed, Map<Integer, Map<String, Filled>> copies) {
        aims.keySet().retainAll(copies.keySet());
        reached.keySet().retainAll(copies.keySet());
        copies.forEach((partition, copy) -> look(partition, Map.copyOf(committed), copy));
    }

    private void look(
            int partition, Map<TopicPartition, Long> committed, Map<String, Filled> copy) {
        if (!copy.keySet().containsAll(stores)) {
            reached.remove(partition);
            return;
        }
        reached.computeIfPresent(
                partition, (same, had) -> had.isReachedBy(copy) ? had : null); // or it is rebuilt
        Aim aim = aims.computeIfAbsent(partition, none -> Aim.of(committed, copy));
        if (aim.isReachedBy(copy)) {
            reached.put(partition, aim);
            aims.remove(partition);
        }
    }

    /** The offset before which the copy has every record of the source; 0 when it may have none. */
    long hasBefore(TopicPartition source) {
        Aim aim = reached.get(source.partition());
        return aim == null ? 0 : aim.committed().getOrDefault(source, 0L);
    }
}
