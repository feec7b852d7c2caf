package io.orderpipeline.bench.soak;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Roles;
import io.orderpipeline.bench.load.Writes;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A constant load for so many minutes, and a look at the app every few seconds. */
public final class SoakBench {

    private static final int ENDLESS = 10_000_000;
    private static final int MOST_SECONDS_BETWEEN = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path home;
    private final long seed;
    private final int minutes;
    private final int perSecond;
    private final Consumer<String> tell;

    /** Nothing happens yet; {@code tell} hears what it does. */
    public SoakBench(Path home, long seed, int minutes, int perSecond, Consumer<String> tell) {
        this.home = home;
        this.seed = seed;
        this.minutes = minutes;
        this.perSecond = perSecond;
        this.tell = tell;
    }

    /** Measures. */
    public SoakFigures run() throws InterruptedException {
        try (Lab lab = Lab.open(home);
                GroupPositions positions = lab.positions()) {
            App app = lab.startApp("app");
            app.awaitReady();
            Gauges gauges = new Gauges(app, lab.folder("app").resolve("state"));
            List<Sample> samples;
            try (Writes writes = new Writes(lab.connection(), traffic(), lab.partitions())) {
                samples = watch(gauges, writes, positions);
            }
            app.program().await("the rest", PATIENCE, () -> Roles.caughtUp(positions));
            tell.accept("the audit");
            return new SoakFigures(perSecond, samples, lab.audit());
        }
    }

    private Traffic traffic() {
        return new Traffic(TrafficOptions.of(Scenario.CALM, seed, ENDLESS));
    }

    private List<Sample> watch(Gauges gauges, Writes writes, GroupPositions positions)
            throws InterruptedException {
        int seconds = minutes * 60;
        int every = Math.min(MOST_SECONDS_BETWEEN, seconds / SoakFigures.LEAST_SAMPLES);
        List<Sample> samples = new ArrayList<>();
        long began = System.nanoTime();
        Thread writing = writes.start(perSecond, seconds);
        while (writing.isAlive()) {
            TimeUnit.SECONDS.timedJoin(writing, every);
            if (writing.isAlive()) {
                double at = (System.nanoTime() - began) / 1e9;
                Sample sample = gauges.look(at, Roles.decided(positions));
                samples.add(sample);
                tell.accept(
                        "%,.0f of %,d s: %,d commands, %,.0f MB, live heap %,.0f MB, RocksDB %,.0f MB, state %,.0f MB"
                                .formatted(
                                        at,
                                        seconds,
                                        sample.decided(),
                                        sample.residentMb(),
                                        sample.liveHeapMb(),
                                        sample.rocksDb().usedMb(),
                                        sample.stateMb()));
            }
        }
        return samples;
    }
}
