package io.orderpipeline.bench.queries;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.load.Reads;
import io.orderpipeline.bench.load.Writes;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Each question on views of many orders, in turns with nothing else to do and beside writes. */
public final class QueriesBench {

    private static final int READS_PER_SECOND = 200;
    private static final int WRITES_PER_SECOND = 500;
    private static final int FIRST_WARM_UP_SECONDS = 30;
    private static final int WARM_UP_SECONDS = 5;
    private static final int ENDLESS = 10_000_000;

    private final Path home;
    private final long seed;
    private final Size size;
    private final Consumer<String> tell;

    /**
     * How much is measured.
     *
     * @param orders that the views have
     * @param seconds of each measurement, its warm-up not counted
     */
    public record Size(int orders, int rounds, int seconds) {}

    /** Nothing happens yet; {@code tell} hears what it does. */
    public QueriesBench(Path home, long seed, Size size, Consumer<String> tell) {
        this.home = home;
        this.seed = seed;
        this.size = size;
        this.tell = tell;
    }

    /** Measures. */
    public QueriesFigures run() throws InterruptedException {
        try (Lab lab = Lab.open(home)) {
            tell.accept("filling the views");
            App app = lab.startFilled(traffic(seed, size.orders()));
            List<Asked> questions =
                    Stream.of(Question.values())
                            .map(each -> new Asked(each, new ArrayList<>(), new ArrayList<>()))
                            .toList();
            try (Writes writes =
                    new Writes(lab.connection(), traffic(seed + 1, ENDLESS), lab.partitions())) {
                measure(app, writes, questions);
            }
            tell.accept("the audit");
            return new QueriesFigures(
                    size.orders(), READS_PER_SECOND, WRITES_PER_SECOND, questions, lab.audit());
        }
    }

    private static Traffic traffic(long seed, int orders) {
        return new Traffic(TrafficOptions.of(Scenario.CALM, seed, orders));
    }

    private void measure(App app, Writes writes, List<Asked> questions)
            throws InterruptedException {
        for (Asked each : questions) {
            tell.accept(each.question() + " warms up");
            Thread writing = writes.start(WRITES_PER_SECOND, FIRST_WARM_UP_SECONDS);
            var unused = take(app, each.question(), FIRST_WARM_UP_SECONDS);
            writing.join();
        }
        for (int round = 1; round <= size.rounds(); round++) {
            for (Asked each : questions) {
                tell.accept("round %d of %d: %s".formatted(round, size.rounds(), each.question()));
                each.quiet().add(take(app, each.question(), size.seconds()));
                Thread writing = writes.start(WRITES_PER_SECOND, WARM_UP_SECONDS + size.seconds());
                each.beside().add(take(app, each.question(), size.seconds()));
                writing.join();
            }
        }
    }

    /** Slow answers count too: those that come after the last question are waited for. */
    private Reads.Taken take(App app, Question question, int seconds) throws InterruptedException {
        Instant now = Instant.now();
        Reads reads =
                Reads.start(
                        app.http(), READS_PER_SECOND, number -> question.path(order(number), now));
        try (reads) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            var unused = reads.take();
            TimeUnit.SECONDS.sleep(seconds);
        }
        return reads.take();
    }

    /** One of the orders, each as likely as the others. */
    private String order(long number) {
        return "o-%x-%d".formatted(seed, Math.floorMod(number * 7_919, size.orders()));
    }
}
