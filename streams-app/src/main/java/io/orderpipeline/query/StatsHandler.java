package io.orderpipeline.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.LocalStats.InstanceStats;
import io.orderpipeline.query.LocalStats.PartitionStats;
import io.orderpipeline.query.Resources.Routing;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.query.routing.Whereabouts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /stats}: what all instances count, put together; and {@code GET /peer/stats}, their
 * part.
 */
final class StatsHandler implements Handler {

    static final String PEER_PATH = "/peer/stats";

    private final LocalStats local;
    private final RoleLags lags;
    private final Whereabouts whereabouts;
    private final Peers peers;
    private final Clock clock;

    StatsHandler(LocalStats local, Routing routing, Clock clock) {
        this.local = local;
        this.lags = routing.lags();
        this.whereabouts = routing.whereabouts();
        this.peers = routing.peers();
        this.clock = clock;
    }

    private record Member(String address, List<RoleHealth> roles, Collection<Integer> partitions) {
        static Member of(InstanceStats stats) {
            return new Member(
                    stats.address(), stats.roles(), new TreeSet<>(stats.partitions().keySet()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(
            String at,
            int generation,
            List<Member> instances,
            Map<String, Long> orders,
            Map<String, Long> transactions,
            double eventsPerSecond,
            Map<String, Long> lag,
            @Nullable Set<Integer> missing) {}

    @Override
    public void handle(Context request) {
        Parameters given = new Parameters(request, Set.of());
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return;
        }
        request.future(
                () ->
                        gathered()
                                .thenCombine(lags.records(), this::document)
                                .thenAccept(found -> answer(request, found)));
    }

    private static void answer(Context request, Document found) {
        request.header(Reading.GENERATION_HEADER, String.valueOf(found.generation()));
        Responses.json(request, 200, found);
    }

    /** The part of this instance. */
    void handlePeer(Context request) {
        Responses.json(request, 200, local.here());
    }

    /** This instance's part is the first. */
    private CompletableFuture<List<InstanceStats>> gathered() {
        List<CompletableFuture<Optional<InstanceStats>>> parts = new ArrayList<>();
        parts.add(CompletableFuture.completedFuture(Optional.of(local.here())));
        whereabouts.instances().stream()
                .filter(each -> !each.equals(whereabouts.self()))
                .forEach(peer -> parts.add(peers.document(peer, PEER_PATH, InstanceStats.class)));
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done ->
                                parts.stream()
                                        .map(CompletableFuture::join)
                                        .flatMap(Optional::stream)
                                        .toList());
    }

    /** What another generation of the views counts is left out, while one takes over. */
    private Document document(List<InstanceStats> all, Map<String, Long> lag) {
        int generation = all.get(0).generation();
        List<InstanceStats> parts =
                all.stream().filter(part -> part.generation() == generation).toList();
        Set<Integer> missing = new TreeSet<>(whereabouts.partitions());
        parts.forEach(part -> missing.removeAll(part.partitions().keySet()));
        return new Document(
                clock.instant().toString(),
                generation,
                all.stream().map(Member::of).toList(),
                sum(parts, PartitionStats::orders),
                sum(parts, PartitionStats::transactions),
                parts.stream().mapToDouble(InstanceStats::eventsPerSecond).sum(),
                lag,
                missing.isEmpty() ? null : missing);
    }

    /** A partition that moves may be counted by two instances; it counts once. */
    private static Map<String, Long> sum(
            List<InstanceStats> parts, Function<PartitionStats, Map<String, Long>> counts) {
        Map<Integer, PartitionStats> partitions = new TreeMap<>();
        parts.forEach(part -> partitions.putAll(part.partitions()));
        Map<String, Long> sums = new TreeMap<>();
        partitions
                .values()
                .forEach(
                        each ->
                                counts.apply(each)
                                        .forEach((name, n) -> sums.merge(name, n, Long::sum)));
        return sums;
    }
}
