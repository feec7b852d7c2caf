package io.orderpipeline.sim.mapstore;

import io.orderpipeline.sim.mapstore.comparison.Captured;
import io.orderpipeline.sim.mapstore.comparison.Comparison;
import io.orderpipeline.sim.mapstore.comparison.Effect;
import io.orderpipeline.sim.mapstore.comparison.Outcomes;
import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Traffic;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sends the seeded traffic to the map store, at its planned times, and crashes it on the way. What
 * is lost is lost by the threads that meet in it, by comparing values and by the crash: nothing
 * here draws lots. One use, one thread, which may be interrupted.
 */
public final class MapStoreRun {

    private static final long NEVER = Long.MAX_VALUE;

    private final MapStoreOptions options;
    private final Pace pace;
    private final Traffic traffic;
    private final Set<Captured> captures = new HashSet<>();
    private final Receipts receipts = new Receipts();
    private final long startNanos = System.nanoTime();

    private MapStoreRun(MapStoreOptions options) {
        this.options = options;
        this.pace = new Pace(options.speedUp());
        this.traffic = new Traffic(options.traffic());
    }

    /**
     * Runs the traffic to its end and counts.
     *
     * @throws InterruptedException the thread was interrupted; all other threads are ended
     */
    public static MapStoreResult run(MapStoreOptions options) throws InterruptedException {
        return new MapStoreRun(options).run();
    }

    private MapStoreResult run() throws InterruptedException {
        Downstream downstream = Downstream.taking(pace.nanos(Pace.DOWNSTREAM_MS));
        long patienceNanos = pace.nanos(Pace.RESEND_AFTER_MS);
        try (Service service = new Service(downstream, pace.nanos(Pace.FLUSH_EVERY_MS));
                StoreClients clients =
                        new StoreClients(service, receipts, options.clients(), patienceNanos)) {
            send(service, clients);
            clients.awaitAnswers();
            sendAfterwards(clients);
            clients.awaitAnswers();
            return result(service);
        }
    }

    private void send(Service service, StoreClients clients) throws InterruptedException {
        long crashBefore = crashBefore();
        long begunNanos = System.nanoTime();
        long sent = 0;
        for (Traffic.Sending sending : traffic) {
            PlannedRecord record = sending.record();
            long plannedNanos = begunNanos + pace.nanos(record.atMs());
            TimeUnit.NANOSECONDS.sleep(plannedNanos - System.nanoTime());
            if (sent++ == crashBefore) {
                service.crash();
            }
            send(record, clients);
        }
    }

    /** The confirmations that the gateway finds after all: the pipeline gets them last, too. */
    private void sendAfterwards(StoreClients clients) throws InterruptedException {
        for (Traffic.Sending sending : traffic.afterwards()) {
            send(sending.record(), clients);
        }
    }

    private long crashBefore() {
        return options.crashAfterShare().isPresent()
                ? (long) (options.crashAfterShare().getAsDouble() * (traffic.size() - 1))
                : NEVER;
    }

    /** Poison never comes this far: an interface with types refuses it before the service does. */
    private void send(PlannedRecord record, StoreClients clients) throws InterruptedException {
        if (record.content() instanceof Content.Capture capture) {
            captures.add(
                    new Captured(
                            capture.transaction().getTransactionId(),
                            capture.transaction().getOrderId()));
        } else if (record.content() instanceof Content.Wellformed) {
            clients.send(record);
        }
    }

    private MapStoreResult result(Service service) {
        Outcomes outcomes =
                new Outcomes(captures, receipts.effects(), service.standings(), Set.of());
        long placed =
                outcomes.effects().stream()
                        .filter(Effect.Placed.class::isInstance)
                        .distinct()
                        .count();
        return new MapStoreResult(
                Comparison.of(outcomes),
                placed,
                captures.size(),
                receipts.requests(),
                service.overwritten(),
                (System.nanoTime() - startNanos) / 1e9);
    }
}
