package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.ViewTotals;
import io.orderpipeline.query.Health;
import io.orderpipeline.query.LocalStats;
import io.orderpipeline.query.routing.Whereabouts;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts what this instance's partitions hold. Safe for many threads. */
public final class StoredStats implements LocalStats {

    /** What an older program takes the states of a newer one for; ordinarily there are none. */
    private static final String UNKNOWN = "UNKNOWN";

    private final Freshness freshness;
    private final Whereabouts whereabouts;
    private final Health health;
    private final int generation;
    private final Rate events;

    /**
     * Counts from now on.
     *
     * @param generation of the views
     */
    public StoredStats(
            Freshness freshness, Whereabouts whereabouts, Health health, int generation) {
        this.freshness = freshness;
        this.whereabouts = whereabouts;
        this.health = health;
        this.generation = generation;
        this.events = new Rate(freshness.totals()::events, System::nanoTime);
    }

    @Override
    public InstanceStats here() {
        freshness.gates().requireTurn();
        ViewTotals totals = freshness.totals();
        Map<Integer, PartitionStats> partitions = new TreeMap<>();
        for (int partition : freshness.gates().open()) {
            partitions.put(
                    partition,
                    new PartitionStats(
                            named(totals.orders().getOrDefault(partition, Map.of())),
                            named(totals.transactions().getOrDefault(partition, Map.of()))));
        }
        return new InstanceStats(
                whereabouts.self().toString(),
                generation,
                health.roles(),
                partitions,
                events.perSecond());
    }

    private static Map<String, Long> named(Map<? extends Enum<?>, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((constant, count) -> named.put(constant.name(), count));
        named.remove(UNKNOWN, 0L);
        return named;
    }

    /** How fast a count rises, over at least a second before it is asked again. */
    static final class Rate {

        private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);

        private final LongSupplier count;
        private final LongSupplier nanoTime;
        private long sinceNanos;
        private long counted;
        private double perSecond;

        Rate(LongSupplier count, LongSupplier nanoTime) {
            this.count = count;
            this.nanoTime = nanoTime;
            this.sinceNanos = nanoTime.getAsLong();
            this.counted = count.getAsLong();
        }

        synchronized double perSecond() {
            long now = nanoTime.getAsLong();
            if (now - sinceNanos >= SHORTEST_NANOS) {
                long total = count.getAsLong();
                perSecond = (total - counted) * 1e9 / (now - sinceNanos);
                sinceNanos = now;
                counted = total;
            }
            return perSecond;
        }
    }
}
