package io.orderpipeline.bench.throughput;

import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import io.orderpipeline.bench.load.TrafficLoader;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Lets a worker work off commands that lie ready, and checks what came of it. The first share of
 * them warms the process up and does not count. Each measurement has a broker of its own.
 */
public final class Throughput {

    /** Share of the commands. */
    private static final double WARM_UP = 0.3;

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Path home;
    private final TrafficOptions traffic;

    /** Nothing happens yet. */
    public Throughput(Path home, long seed, int orders) {
        this.home = home;
        this.traffic = TrafficOptions.of(Scenario.CALM, seed, orders);
    }

    /** Commands per second from this worker. */
    public Settled of(Worker worker) throws InterruptedException {
        try (Lab lab = Lab.open(home)) {
            lab.prepare();
            return of(worker, lab);
        }
    }

    /** The same in a lab that is prepared, on top of what the worker has settled there before. */
    public Settled of(Worker worker, Lab lab) throws InterruptedException {
        try (GroupPositions positions = lab.positions()) {
            long before = worker.passed(positions);
            long commands =
                    new TrafficLoader(lab.connection())
                            .load(new Traffic(traffic), lab.partitions())
                            .commands();
            Share share = new Share(before + (long) (commands * WARM_UP), before + commands);
            Settled settled = measure(worker, worker.start(lab), positions, share);
            return settled.audited(worker.check(lab, commands));
        }
    }

    /** What counts, as offsets of order.command. */
    private record Share(long warm, long end) {}

    private static Settled measure(
            Worker worker, Program program, GroupPositions positions, Share share)
            throws InterruptedException {
        program.await("the warm-up", PATIENCE, () -> worker.passed(positions) >= share.warm());
        long from = worker.passed(positions);
        long began = System.nanoTime();
        Duration cpuBefore = program.cpu();
        program.await("everything to be settled", PATIENCE, () -> worker.done(positions));
        long nanos = System.nanoTime() - began;
        return new Settled(
                share.end() - from,
                nanos / 1e9,
                program.cpu().minus(cpuBefore).toNanos() / 1e9,
                List.of());
    }
}
