package io.orderpipeline.sim;

import io.orderpipeline.sim.SimulationProgress.Phase;
import io.orderpipeline.sim.client.Outbound;
import io.orderpipeline.sim.client.Preflight;
import io.orderpipeline.sim.client.Settlement;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of simulated clients: sends the traffic, keeps the ledger, watches the outcomes. Call
 * {@link #run} or {@link #start} once. {@link #stop} and {@link #progress} may come from any
 * thread; the listener is called on the simulation's thread, about ten times a second, and must be
 * quick.
 */
public final class Simulation {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Outbound.Tally NOTHING =
            new Outbound.Tally(
                    0,
                    0,
                    0,
                    new Settlement.Snapshot(0, 0, 0, 0, 0, new Settlement.Latency(0, 0, 0), 0));

    private final SimulationOptions options;
    private final Consumer<SimulationProgress> listener;
    private final Traffic traffic;
    private final List<String> notes = new ArrayList<>();
    private volatile SimulationProgress progress =
            new SimulationProgress(Phase.STARTING, 0, NOTHING);
    private volatile boolean stopping;
    private volatile @Nullable Outbound open;
    private boolean sentAll;
    private long tickedNanos;

    public Simulation(SimulationOptions options) {
        this(options, progress -> {});
    }

    public Simulation(SimulationOptions options, Consumer<SimulationProgress> listener) {
        this.options = options;
        this.listener = listener;
        this.traffic = new Traffic(options.traffic());
    }

    /** Runs in a thread of its own; the future fails with what {@link #run} throws. */
    public CompletableFuture<SimulationResult> start() {
        CompletableFuture<SimulationResult> result = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                result.complete(run());
                            } catch (RuntimeException | Error e) {
                                result.completeExceptionally(e);
                            }
                        },
                        "simulation");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Asks the simulation to stop sending, close its books and return what it did. */
    public void stop() {
        stopping = true;
        Outbound sending = open;
        if (sending != null) {
            sending.stop();
        }
    }

    /** How far it is now. */
    public SimulationProgress progress() {
        return progress;
    }

    /**
     * Sends everything, waits for the outcomes, and says what came of it.
     *
     * @throws io.orderpipeline.sim.client.EnvironmentException broker, topics or registry are not
     *     as they must be
     * @throws io.orderpipeline.sim.ledger.LedgerException the ledger cannot be written
     */
    public SimulationResult run() {
        Preflight.Destination destination = Preflight.check(options.connection());
        Preflight.requireSchemas(options.connection());
        Path file =
                options.ledger()
                        .orElseGet(
                                () ->
                                        Ledgers.standard()
                                                .newFile(options.traffic().seed(), Instant.now()));
        long total = traffic.size();
        try (LedgerWriter ledger = LedgerWriter.create(file, header(destination))) {
            Outbound.Tally tally = converse(destination.partitions(), ledger, total);
            ledger.write(
                    new Line.End(
                            tally.settlement().acknowledged(),
                            tally.refused(),
                            tally.unknown(),
                            sentAll));
            return result(tally, file);
        }
    }

    private Outbound.Tally converse(int partitions, LedgerWriter ledger, long total) {
        try (Outbound outbound = new Outbound(options.connection(), partitions, ledger)) {
            open = outbound;
            long startNanos = System.nanoTime();
            try {
                sentAll = send(outbound, startNanos, total);
            } catch (InterruptedException e) {
                stopping = true; // the owner of this thread wants it back: close the books first
                Thread.currentThread().interrupt();
            }
            outbound.closeProducer();
            settle(outbound, total);
            outbound.blind().ifPresent(e -> notes.add("outcomes could not be watched: " + e));
            tick(outbound, Phase.DONE, total);
            return outbound.tally();
        }
    }

    private boolean send(Outbound outbound, long startNanos, long total)
            throws InterruptedException {
        long dueNanos = startNanos;
        long gapNanos = options.ratePerSecond() == 0 ? 0 : 1_000_000_000L / options.ratePerSecond();
        for (Traffic.Sending sending : traffic) {
            outbound.listenUntil(dueNanos);
            if (stopping) {
                return false;
            }
            outbound.send(sending);
            dueNanos += gapNanos;
            tick(outbound, Phase.SENDING, total);
        }
        while (!outbound.idle() && !stopping) {
            outbound.listenUntil(System.nanoTime() + TICK_NANOS);
            tick(outbound, Phase.SENDING, total);
        }
        return outbound.idle();
    }

    private void settle(Outbound outbound, long total) {
        long deadline = System.nanoTime() + options.settle().toNanos();
        while (!stopping
                && outbound.tally().settlement().unsettled() > 0
                && outbound.blind().isEmpty()
                && System.nanoTime() - deadline < 0) {
            tick(outbound, Phase.SETTLING, total);
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }

    private void tick(Outbound outbound, Phase phase, long total) {
        long now = System.nanoTime();
        if (phase != progress.phase() || now - tickedNanos > TICK_NANOS) {
            tickedNanos = now;
            progress = new SimulationProgress(phase, total, outbound.tally());
            listener.accept(progress);
        }
    }

    private Line.Header header(Preflight.Destination destination) {
        return new Line.Header(
                Ledger.FORMAT,
                options.traffic().seed(),
                Topics.ORDER_COMMAND.name(),
                destination.topicId(),
                Instant.now().toString(),
                options.described());
    }

    private SimulationResult result(Outbound.Tally tally, Path file) {
        return new SimulationResult(
                options.traffic().seed(),
                options.traffic().orders(),
                sentAll,
                SimulationResult.Commands.of(tally),
                new SimulationResult.Throughput(tally.settlement().settledPerSecond()),
                tally.settlement().latency(),
                file.toString(),
                notes);
    }
}
