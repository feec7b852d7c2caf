package io.orderpipeline.sim;

import io.orderpipeline.sim.SimulationProgress.Phase;
import io.orderpipeline.sim.client.Outbound;
import io.orderpipeline.sim.client.Preflight;
import io.orderpipeline.sim.client.Settlement;
import io.orderpipeline.sim.client.TransactionWatch;
import io.orderpipeline.sim.gateway.GatewayFaults;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Ledgers;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of simulated clients and of the payment gateway: sends the traffic, keeps the ledger,
 * gives money back when asked to, watches the outcomes. Call {@link #run} or {@link #start} once.
 * {@link #stop} and {@link #progress} may come from any thread; the listener is called on the
 * simulation's thread, about ten times a second, and must be quick.
 */
public final class Simulation {

    private static final Outbound.Tally NOTHING =
            new Outbound.Tally(
                    0,
                    0,
                    0,
                    new Settlement.Snapshot(0, 0, 0, 0, 0, new Settlement.Latency(0, 0, 0), 0),
                    new TransactionWatch.Tally(0, 0, 0, 0, 0, 0));

    private final SimulationOptions options;
    private final Consumer<SimulationProgress> listener;
    private final Traffic traffic;
    private final List<String> notes = new ArrayList<>();
    private volatile SimulationProgress progress =
            new SimulationProgress(Phase.STARTING, 0, NOTHING);
    private volatile boolean stopping;
    private volatile @Nullable Outbound open;
    private volatile @Nullable Long faultNanos;
    private Optional<Duration> recovery = Optional.empty();
    private boolean sentAll;
    private Workload workload = new Workload(0, 0, 0);

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

    /** True once it was asked to stop. */
    boolean stopped() {
        return stopping;
    }

    /**
     * Tells of a fault that somebody else caused: recovery counts from the last one. May come from
     * any thread.
     */
    public void faultAt(Instant when) {
        faultNanos = System.nanoTime() - Duration.between(when, Instant.now()).toNanos();
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
        workload = Workload.of(traffic);
        try (LedgerWriter ledger = LedgerWriter.create(file, header(destination))) {
            Outbound.Tally tally = converse(destination, ledger);
            ledger.write(
                    new Line.End(
                            tally.settlement().acknowledged(),
                            tally.refused(),
                            tally.unknown(),
                            sentAll));
            return result(tally, file);
        }
    }

    private Outbound.Tally converse(Preflight.Destination to, LedgerWriter ledger) {
        try (Outbound outbound = new Outbound(options.connection(), to.partitions(), ledger);
                RefundService refunds = openRefunds(to, ledger)) {
            open = outbound;
            sentAll = hold(new Conversation(options, outbound, () -> stopping, this::tell));
            outbound.closeProducer();
            notes.addAll(refunds.finish());
            outbound.blind().ifPresent(e -> notes.add("outcomes could not be watched: " + e));
            recovery = outbound.transactions().recovery(faultNanos);
            tell(Phase.DONE, outbound.tally());
            return outbound.tally();
        }
    }

    /** True when everything was said that was to be said. */
    private boolean hold(Conversation conversation) {
        try {
            if (!conversation.send(traffic)) {
                return false;
            }
            return sendLate(conversation, conversation.settle());
        } catch (InterruptedException e) {
            stopping = true; // the owner of this thread wants it back: close the books first
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Late confirmations have a foretold end only when everything before them has ended. */
    private boolean sendLate(Conversation conversation, boolean settled)
            throws InterruptedException {
        if (workload.late() == 0) {
            return true;
        }
        if (!settled) {
            notes.add(
                    workload.late()
                            + " late confirmations were not sent, since not everything before them"
                            + " had settled");
            return false;
        }
        boolean sent = conversation.send(traffic.afterwards());
        boolean unused = conversation.settle();
        return sent;
    }

    private RefundService openRefunds(Preflight.Destination to, LedgerWriter ledger) {
        GatewayFaults faults = options.gatewayFaults(workload.refunds());
        return RefundService.open(options.connection(), faults, to.topicId(), ledger);
    }

    private void tell(Phase phase, Outbound.Tally tally) {
        progress = new SimulationProgress(phase, workload.records(), tally);
        listener.accept(progress);
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
                SimulationResult.Transactions.of(tally.transactions()),
                recovery.map(time -> time.toMillis() / 1000.0).orElse(null),
                file.toString(),
                notes);
    }
}
