package io.orderpipeline.query.routing;

import io.orderpipeline.query.routing.LocalIndexes.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a range from all partitions, wherever they are, and merges what comes. Each instance has
 * the same time to answer; what it does not answer for is named as missing, because a list that
 * lacks a part would look complete; so is what it answers from another generation of the views,
 * while one takes over. Safe for many threads.
 */
public final class Gather {

    private final Whereabouts whereabouts;
    private final LocalIndexes local;
    private final Peers peers;

    public Gather(Whereabouts whereabouts, LocalIndexes local, Peers peers) {
        this.whereabouts = whereabouts;
        this.local = local;
        this.peers = peers;
    }

    /**
     * What came together.
     *
     * @param generation of the views that all entries are from
     * @param entries the first ones of the whole range, in its direction, as many as were wanted
     * @param missing partitions that nobody answered for
     */
    public record Gathered(int generation, List<IndexEntry> entries, Set<Integer> missing) {}

    /** Reads the range; never ends exceptionally for an instance that fails. */
    public CompletableFuture<Gathered> read(IndexRange range) {
        Map<Instance, Set<Integer>> owned = new HashMap<>();
        whereabouts
                .owners()
                .forEach(
                        (partition, owner) ->
                                owned.computeIfAbsent(owner, key -> new TreeSet<>())
                                        .add(partition));
        Set<Integer> mine = owned.getOrDefault(whereabouts.self(), Set.of());
        owned.remove(whereabouts.self());
        List<CompletableFuture<Optional<Part>>> parts = new ArrayList<>();
        owned.forEach((peer, partitions) -> parts.add(ask(peer, range, partitions)));
        Part here = local.read(range, mine);
        parts.add(CompletableFuture.completedFuture(Optional.of(here)));
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done ->
                                merge(
                                        range,
                                        here.generation(),
                                        parts.stream()
                                                .map(CompletableFuture::join)
                                                .flatMap(Optional::stream)
                                                .filter(
                                                        part ->
                                                                part.generation()
                                                                        == here.generation())
                                                .toList()));
    }

    private Gathered merge(IndexRange range, int generation, List<Part> parts) {
        Set<Integer> missing = new TreeSet<>(whereabouts.partitions());
        List<IndexEntry> entries = new ArrayList<>();
        for (Part part : parts) {
            part.partitions()
                    .forEach(
                            (partition, found) -> {
                                missing.remove(partition);
                                entries.addAll(found);
                            });
        }
        Comparator<IndexEntry> ascending = Comparator.comparing(IndexEntry::key);
        entries.sort(range.index().isDescending() ? ascending.reversed() : ascending);
        return new Gathered(
                generation,
                List.copyOf(entries.subList(0, Math.min(range.limit(), entries.size()))),
                missing);
    }

    private CompletableFuture<Optional<Part>> ask(
            Instance peer, IndexRange range, Set<Integer> partitions) {
        return peers.document(peer, PeerRanges.target(range, partitions), Part.class);
    }
}
