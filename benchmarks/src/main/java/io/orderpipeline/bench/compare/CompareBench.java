package io.orderpipeline.bench.compare;

import io.orderpipeline.bench.compare.CompareFigures.Way;
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

/** The same life cycles through the pipeline and what a user might pick instead, in turns. */
public final class CompareBench {

    private static final int PGBENCH_WARM_UP_SECONDS = 10;
    private static final String KAFKA =
            "exactly once; survives a crash of the process, and with more brokers of a machine";
    private static final String FLINK =
            "exactly once, at every checkpoint (1 s); survives as its checkpoints and brokers do";
    private static final String DURABLE = "a transaction each; survives a power cut";
    private static final String CACHED =
            "a transaction each; survives a crash of the process, not a power cut (fsync=off)";

    private final Throughput throughput;
    private final JdbcBatches batches;
    private final int rounds;
    private final int seconds;
    private final Consumer<String> tell;

    /**
     * How much is measured.
     *
     * @param orders in each round; each has some 2.75 commands
     * @param seconds that pgbench runs, which has no end of its own
     */
    public record Size(int orders, int rounds, int seconds) {}

    /** Nothing starts yet; {@code tell} hears what it does. */
    public CompareBench(Path home, long seed, Size size, Consumer<String> tell) {
        throughput = new Throughput(home, seed, size.orders());
        batches =
                new JdbcBatches(new Traffic(TrafficOptions.of(Scenario.CALM, seed, size.orders())));
        rounds = size.rounds();
        seconds = size.seconds();
        this.tell = tell;
    }

    /** Fails, with what to do, where there is no PostgreSQL: before an hour of measuring. */
    public static void requirePostgres() {
        Postgres.require();
    }

    /** One of those who compete. */
    private interface Course {

        Settled run() throws InterruptedException;
    }

    private record Entry(Way way, Course course) {}

    /** Measures. */
    public CompareFigures run() throws InterruptedException {
        List<Entry> entries =
                List.of(
                        entry("pipeline", KAFKA, () -> throughput.of(new Pipeline())),
                        entry("plain Streams DSL", KAFKA, () -> throughput.of(new Dsl())),
                        entry("Flink", FLINK, () -> throughput.of(new Flink())),
                        entry("PostgreSQL, pgbench", DURABLE, () -> pgbench("fsync=on")),
                        entry("PostgreSQL, JDBC", DURABLE, () -> jdbc("fsync=on")),
                        entry("pgbench without fsync", CACHED, () -> pgbench("fsync=off")),
                        entry("JDBC without fsync", CACHED, () -> jdbc("fsync=off")));
        for (int round = 1; round <= rounds; round++) {
            for (Entry entry : entries) {
                tell.accept("round %d of %d: %s".formatted(round, rounds, entry.way().name()));
                entry.way().rounds().add(entry.course().run());
            }
        }
        return new CompareFigures(entries.stream().map(Entry::way).toList());
    }

    private static Entry entry(String name, String guarantee, Course course) {
        return new Entry(new Way(name, guarantee, new ArrayList<>()), course);
    }

    private Settled pgbench(String setting) {
        try (Postgres postgres = Postgres.start(setting)) {
            return Pgbench.run(postgres, PGBENCH_WARM_UP_SECONDS, seconds);
        }
    }

    private Settled jdbc(String setting) throws InterruptedException {
        try (Postgres postgres = Postgres.start(setting)) {
            return batches.run(postgres);
        }
    }
}
