package io.orderpipeline.bench.latency;

import io.orderpipeline.bench.bare.BareStreams;
import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.latency.Line.BareTopics;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The pipeline and the bare application on one broker, with the same commands at the same rates in
 * turns: while one is measured, the other has nothing to do.
 */
public final class LatencyBench {

    private static final List<Integer> PERCENTS = List.of(10, 50, 80);
    private static final int ENDLESS = 10_000_000;
    private static final int FIRST_WARM_UP_SECONDS = 60;
    private static final int WARM_UP_SECONDS = 10;
    private static final BareTopics BARE = new BareTopics("bare.input", "bare.output");

    private final Path home;
    private final long seed;
    private final int rounds;
    private final int seconds;
    private final Consumer<String> tell;

    /**
     * Nothing happens yet.
     *
     * @param seconds that each measurement takes, its warm-up not counted
     * @param tell hears what it does
     */
    public LatencyBench(Path home, long seed, int rounds, int seconds, Consumer<String> tell) {
        this.home = home;
        this.seed = seed;
        this.rounds = rounds;
        this.seconds = seconds;
        this.tell = tell;
    }

    /** Measures at parts of a throughput, in commands per second. */
    public LatencyFigures run(double throughput) throws InterruptedException {
        try (Lab lab = Lab.open(home);
                Wire wire = Wire.connect(lab.connection().registry())) {
            lab.createTopics(BARE.input(), BARE.output());
            BareStreams.start(lab, BARE.input(), BARE.output());
            App app = lab.startApp("app");
            app.awaitReady();
            List<AtRate> rates;
            try (Line pipeline =
                            Line.pipeline(
                                    lab.connection(),
                                    wire,
                                    traffic(),
                                    lab.partitions(),
                                    app.http());
                    Line bare = Line.bare(lab.connection(), wire, traffic(), BARE)) {
                rates = measure(pipeline, bare, throughput);
            }
            tell.accept("the audit");
            return new LatencyFigures(throughput, rates, lab.audit());
        }
    }

    private Iterator<Traffic.Sending> traffic() {
        return new Traffic(TrafficOptions.of(Scenario.CALM, seed, ENDLESS)).iterator();
    }

    private List<AtRate> measure(Line pipeline, Line bare, double throughput)
            throws InterruptedException {
        tell.accept("both warm up");
        var unused = pipeline.run(throughput / 2, FIRST_WARM_UP_SECONDS, 1);
        var unusedToo = bare.run(throughput / 2, FIRST_WARM_UP_SECONDS / 2, 1);
        List<AtRate> rates = new ArrayList<>();
        for (int percent : PERCENTS) {
            rates.add(
                    new AtRate(
                            percent,
                            throughput * percent / 100,
                            new ArrayList<>(),
                            new ArrayList<>()));
        }
        for (int round = 1; round <= rounds; round++) {
            for (AtRate rate : rates) {
                tell.accept(
                        "round %d of %d: %,.0f commands/s"
                                .formatted(round, rounds, rate.perSecond()));
                rate.pipeline().add(pipeline.run(rate.perSecond(), WARM_UP_SECONDS, seconds));
                rate.bare().add(bare.run(rate.perSecond(), WARM_UP_SECONDS, seconds));
            }
        }
        return rates;
    }
}
