package io.orderpipeline.bench.throughput;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rounds of the pipeline and of the bare application, in turns, so that both have the same luck.
 */
public final class ThroughputBench {

    private final Throughput throughput;
    private final int rounds;
    private final Consumer<String> tell;

    /**
     * Nothing happens yet.
     *
     * @param orders in each round; each has some 2.75 commands
     * @param tell hears what it does
     */
    public ThroughputBench(Path home, long seed, int orders, int rounds, Consumer<String> tell) {
        throughput = new Throughput(home, seed, orders);
        this.rounds = rounds;
        this.tell = tell;
    }

    /** Measures. */
    public ThroughputFigures run() throws InterruptedException {
        List<Settled> pipeline = new ArrayList<>();
        List<Settled> bare = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            tell.accept("round %d of %d: the pipeline".formatted(round, rounds));
            pipeline.add(throughput.of(new Pipeline()));
            tell.accept("round %d of %d: bare".formatted(round, rounds));
            bare.add(throughput.of(new Bare()));
        }
        return new ThroughputFigures(pipeline, bare);
    }
}
