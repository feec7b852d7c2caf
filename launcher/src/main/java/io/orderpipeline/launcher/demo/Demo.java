package io.orderpipeline.launcher.demo;

import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.sim.Simulation;
import io.orderpipeline.sim.SimulationProgress;
import io.orderpipeline.sim.SimulationProgress.Phase;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.mapstore.MapStoreResult;
import io.orderpipeline.sim.mapstore.MapStoreRun;
import io.orderpipeline.sim.mapstore.comparison.Comparison;
import io.orderpipeline.sim.mapstore.comparison.Losses;
import io.orderpipeline.sim.mapstore.comparison.PipelineReader;
import io.orderpipeline.sim.reads.Reading;
import io.orderpipeline.sim.reads.ReadingResult;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackException;
import io.orderpipeline.stack.StackSpec;
import io.orderpipeline.topic.Applications;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The story of the demo: stack, app, the traffic of the incident, crashes, audit, and the same
 * traffic into a map store. What it starts ends with {@link #close}, and with the process in any
 * case. Confined to one thread.
 */
final class Demo implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 20;

    private final DemoOptions options;
    private final DemoFolder folder;
    private final Narrator narrator;
    private final List<AutoCloseable> started = new ArrayList<>();

    Demo(DemoOptions options, DemoFolder folder, Narrator narrator) {
        this.options = options;
        this.folder = folder;
        this.narrator = narrator;
    }

    DemoReport run() {
        try {
            return tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("the demo was interrupted", e);
        } catch (IOException e) {
            throw new StackException("the demo cannot go on: " + e, e);
        }
    }

    private DemoReport tell() throws IOException, InterruptedException {
        narrator.seed(options.seed());
        LocalStack stack = startStack();
        Fleet fleet = startApp(stack);
        Connection connection = Connection.to(stack.bootstrapServers(), stack.registryUrl());
        Reading reader = new Reading(options.reading(fleet.views().http(), folder.ledgers()));
        CompletableFuture<ReadingResult> answers = reader.start();
        Night night = sendThrough(connection, fleet);
        ReadingResult reads = stop(reader, answers);
        AuditReport audit = audit(connection, fleet.views().http());
        Losses pipeline =
                Comparison.of(
                        PipelineReader.read(
                                connection, Applications.DEFAULT, options.traffic()::owns));
        MapStoreResult mapStore = compare();
        AuditRow repaired =
                new Ending(
                                fleet.views(),
                                folder,
                                connection,
                                () -> auditor(connection, fleet.views().http()).audit())
                        .tell(options.seed(), narrator);
        List<AuditRow> rows = new ArrayList<>(audit(connection, fleet.views().http()).invariants());
        rows.add(OrderReads.check(fleet.views(), connection, LedgerReader.read(folder.ledger())));
        rows.add(repaired);
        return new DemoReport(
                night.result(),
                reads,
                audit.transactions(),
                new DemoReport.Ends(options.dropped(), pipeline, mapStore),
                night.crashes(),
                rows,
                new DemoReport.Addresses(fleet.views(), connection, folder));
    }

    private LocalStack startStack() {
        long start = System.nanoTime();
        LocalStack.find(folder.stack()).ifPresent(LocalStack::delete);
        folder.clear();
        LocalStack stack = LocalStack.start(StackSpec.of(folder.stack()));
        started.add(stack);
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(Optional.empty());
        }
        narrator.step(
                "stack",
                start,
                "broker %s, registry %s",
                stack.bootstrapServers(),
                stack.registryUrl());
        return stack;
    }

    private Fleet startApp(LocalStack stack) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Fleet fleet = Fleet.start(stack, folder, options.split());
        started.add(fleet);
        for (AppProcess each : fleet.processes()) {
            narrator.step(
                    each.name(), start, "%s, pid %d, log %s", each.http(), each.pid(), each.log());
        }
        return fleet;
    }

    private Night sendThrough(Connection connection, Fleet fleet) throws InterruptedException {
        long start = System.nanoTime();
        Simulation simulation =
                new Simulation(options.simulation(connection, folder.ledger()), narrator::progress);
        CompletableFuture<SimulationResult> running = simulation.start();
        List<Crash.Told> crashes = new ArrayList<>();
        for (int i = 0; i < options.killed().size(); i++) {
            AppProcess victim = fleet.processes().get(options.killed().get(i));
            Crash crash = new Crash(victim, options.killAfterShares().get(i));
            awaitMoment(crash, simulation, running);
            double share = simulation.progress().acknowledgedShare();
            Instant killedAt = Instant.now();
            crashes.add(crash.happen(share, narrator));
            simulation.faultAt(killedAt);
        }
        SimulationResult result = join(running);
        narrator.endOfProgress();
        narrator.step("traffic", start, "%,d records sent and settled", result.commands().sent());
        return new Night(result, crashes);
    }

    private record Night(SimulationResult result, List<Crash.Told> crashes) {}

    private static void awaitMoment(
            Crash crash, Simulation simulation, CompletableFuture<SimulationResult> running)
            throws InterruptedException {
        while (!running.isDone() && !isTime(simulation.progress(), crash)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    private static boolean isTime(SimulationProgress progress, Crash crash) {
        return progress.phase() != Phase.STARTING
                && (progress.acknowledgedShare() >= crash.afterShare()
                        || progress.phase() != Phase.SENDING);
    }

    /** The answers are kept beside the clients' ledger, where the audit finds them. */
    private ReadingResult stop(Reading reader, CompletableFuture<ReadingResult> answers) {
        long start = System.nanoTime();
        reader.requestStop();
        ReadingResult reads = join(answers);
        narrator.step(
                "reads",
                start,
                "%,d answers over HTTP meanwhile (p99 %.1f ms, %,d from a standby); nobody could answer %,d",
                reads.answers().total() - reads.answers().unanswered(),
                reads.latencyMs().p99(),
                reads.answers().stale(),
                reads.answers().unanswered());
        return reads;
    }

    /** The same traffic into the store that the incident had, with its crash. */
    private MapStoreResult compare() throws InterruptedException {
        long start = System.nanoTime();
        MapStoreResult result = MapStoreRun.run(options.mapStore());
        narrator.step("map", start, "the same traffic into an in-memory map store, with a crash");
        return result;
    }

    /** A failure comes as what it is, not as the wrapping of the thread that it came from. */
    static <T> T join(CompletableFuture<T> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Auditor auditor(Connection connection, URI views) {
        return new Auditor(
                AuditOptions.of(connection, List.of(folder.ledger()))
                        .withPaymentDeadline(AppProcess.DEADLINE, AppProcess.PATIENCE)
                        .withApp(views));
    }

    private AuditReport audit(Connection connection, URI views) {
        long start = System.nanoTime();
        AuditReport report = auditor(connection, views).audit();
        narrator.step("audit", start, "%s", report.ok() ? "every invariant holds" : "FAILED");
        return report;
    }

    @Override
    public void close() {
        for (int i = started.size() - 1; i >= 0; i--) {
            try {
                started.get(i).close();
            } catch (Exception e) {
                narrator.complain("while stopping: " + e);
            }
        }
    }
}
