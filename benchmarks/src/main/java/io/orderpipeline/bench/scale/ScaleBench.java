package io.orderpipeline.bench.scale;

import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.throughput.Pipeline;
import io.orderpipeline.bench.throughput.Settled;
import io.orderpipeline.bench.throughput.Throughput;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The throughput of the pipeline on top of ever more orders, and with few of them in ever more
 * partitions. Its process is a new one each time, for one that has filled large stores would be
 * warmer than one that has filled small ones.
 */
public final class ScaleBench {

    /** Fewer measure the JIT compilers of the process that begins on top of the state. */
    private static final int ADDED = 100_000;

    private static final List<Integer> OTHER_PARTITIONS = List.of(3, 12, 48);

    private final Path home;
    private final long seed;
    private final List<Scaled> sizes;
    private final int rounds;
    private final Consumer<String> tell;
    private final Throughput throughput;

    /**
     * Nothing happens yet.
     *
     * @param orders of the largest state
     * @param tell hears what it does
     */
    public ScaleBench(Path home, long seed, int orders, int rounds, Consumer<String> tell) {
        this.home = home;
        this.seed = seed;
        this.sizes = sizes(orders);
        this.rounds = rounds;
        this.tell = tell;
        throughput = new Throughput(home, seed, ADDED);
    }

    private static List<Scaled> sizes(int orders) {
        List<Scaled> sizes = new ArrayList<>();
        for (int divisor : List.of(100, 10, 1)) {
            sizes.add(new Scaled(Lab.DEFAULT_PARTITIONS, orders / divisor, new ArrayList<>()));
        }
        for (int partitions : OTHER_PARTITIONS) {
            sizes.add(new Scaled(partitions, orders / 100, new ArrayList<>()));
        }
        return sizes;
    }

    /** Measures. */
    public ScaleFigures run() throws InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            for (Scaled size : sizes) {
                tell.accept(
                        "round %d of %d: %,d orders in %d partitions"
                                .formatted(round, rounds, size.orders(), size.partitions()));
                size.rounds().add(measure(size));
            }
        }
        return new ScaleFigures(ADDED, sizes);
    }

    private Settled measure(Scaled size) throws InterruptedException {
        try (Lab lab = Lab.open(home, size.partitions())) {
            lab.startFilled(before(size.orders())).program().stop();
            return throughput.of(new Pipeline(), lab);
        }
    }

    /** Not the orders that are measured. */
    private Traffic before(int orders) {
        return new Traffic(TrafficOptions.of(Scenario.CALM, seed + 1, orders));
    }
}
