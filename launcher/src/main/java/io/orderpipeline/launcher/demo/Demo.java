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
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackException;
import io.orderpipeline.stack.StackSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The story of the demo: stack, app, traffic, crash, audit. What it starts ends with {@link
 * #close}, and with the process in any case. Confined to one thread.
 */
final class Demo implements AutoCloseable {

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
        AppProcess app = startApp(stack);
        Connection connection = Connection.to(stack.bootstrapServers(), stack.registryUrl());
        Crash crash = new Crash(app, options.killAfterShare());
        Traffic traffic = sendThrough(connection, crash);
        AuditReport audit = audit(connection);
        List<AuditRow> rows = new ArrayList<>(audit.invariants());
        rows.add(OrderReads.check(app, connection, LedgerReader.read(folder.ledger())));
        return DemoReport.of(
                traffic.result(),
                rows,
                traffic.crash(),
                new DemoReport.Addresses(app, connection, folder));
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

    private AppProcess startApp(LocalStack stack) throws IOException, InterruptedException {
        long start = System.nanoTime();
        AppProcess app = AppProcess.start(stack, folder);
        started.add(app);
        app.awaitReady();
        narrator.step("app", start, "%s, pid %d, log %s", app.http(), app.pid(), app.log());
        return app;
    }

    private Traffic sendThrough(Connection connection, Crash crash) throws InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<Double> moment = new CompletableFuture<>();
        Simulation simulation =
                new Simulation(
                        options.simulation(connection, folder.ledger()),
                        progress -> {
                            narrator.progress(progress);
                            if (isTime(progress, crash)) {
                                moment.complete(progress.acknowledgedShare());
                            }
                        });
        CompletableFuture<SimulationResult> running = simulation.start();
        join(CompletableFuture.anyOf(moment, running));
        Crash.Told told = crash.happen(moment.getNow(1.0), narrator);
        SimulationResult result = join(running);
        narrator.endOfProgress();
        narrator.step("traffic", start, "%,d records sent and settled", result.commands().sent());
        return new Traffic(result, told);
    }

    private record Traffic(SimulationResult result, Crash.Told crash) {}

    private static boolean isTime(SimulationProgress progress, Crash crash) {
        return progress.phase() != Phase.STARTING
                && (progress.acknowledgedShare() >= crash.afterShare()
                        || progress.phase() != Phase.SENDING);
    }

    /** A failure comes as what it is, not as the wrapping of the thread that it came from. */
    static <T> T join(CompletableFuture<T> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private AuditReport audit(Connection connection) {
        long start = System.nanoTime();
        AuditReport report =
                new Auditor(AuditOptions.of(connection, List.of(folder.ledger()))).audit();
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
