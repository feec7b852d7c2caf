package io.orderpipeline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.bench.compare.CompareBench;
import io.orderpipeline.bench.compare.CompareFigures;
import io.orderpipeline.bench.figures.Figures;
import io.orderpipeline.bench.latency.LatencyBench;
import io.orderpipeline.bench.queries.QueriesBench;
import io.orderpipeline.bench.queries.QueriesFigures;
import io.orderpipeline.bench.recovery.RecoveryBench;
import io.orderpipeline.bench.replay.ReplayBench;
import io.orderpipeline.bench.scale.ScaleBench;
import io.orderpipeline.bench.soak.SoakBench;
import io.orderpipeline.bench.throughput.ThroughputBench;
import io.orderpipeline.bench.throughput.ThroughputFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures, beside a baseline in the same run, on a broker of its own. */
@Command(
        name = "pipeline bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measure the pipeline beside a baseline in the same run, on a broker and a registry of"
                        + " its own on 127.0.0.1, with its files in .pipeline/bench; audit what came of it.",
        footer = {
            "",
            "Benchmarks:",
            "  throughput  commands settled per second, in turns with the least that an",
            "              exactly-once application with a state can do for the same records",
            "  latency     at 10, 50 and 80 %% of the throughput, by a schedule: from when a",
            "              command is due until its event can be read, and until HTTP shows",
            "              it; in turns with the bare application at the same rate",
            "  compare     the same life cycles through the pipeline, the plain Streams DSL,",
            "              a Flink job, and PostgreSQL (benchmarks/postgres.sh install), by",
            "              pgbench and by JDBC in batches",
            "  queries     an order, an order as of an instant, a list, by a schedule over",
            "              HTTP, in turns with and without commands flowing",
            "  recovery    one of two instances is killed, in turns without and with a warm",
            "              standby, for each --state: how long orders have no answer; and how",
            "              fast stores are filled, beside a bare consumer of the largest topic",
            "  replay      events per second while the views are built anew under traffic,",
            "              beside a bare consumer of the same topic; point reads over HTTP",
            "              meanwhile",
            "  scale       the cost of a command and commands per second of 100,000 orders on",
            "              top of 1, 10 and 100 %% of --orders, and on top of 1 %% in 3, 12",
            "              and 48 partitions",
            "  soak        a constant load for --minutes: memory, heap, garbage, RocksDB and",
            "              disk over time; fails unless memory and live heap, RocksDB's once",
            "              it is full, and what each command allocates and stores, are flat",
            "",
            "Examples:",
            "  pipeline bench throughput --rounds 3 --json throughput.json",
            "  pipeline bench latency --rate 2000 --seconds 60",
            "  pipeline bench replay --orders 365000 --svg docs/benchmarks",
            "  pipeline bench recovery --state 10000,100000,1000000 --rounds 1",
            "",
            "Exit codes: 0 measured and audited clean, 1 an audit or a comparison failed,",
            "2 usage, 3 something did not start."
        })
public final class BenchCommand implements Callable<Integer> {

    /** What can be measured. */
    enum Name {
        THROUGHPUT,
        LATENCY,
        COMPARE,
        QUERIES,
        RECOVERY,
        REPLAY,
        SCALE,
        SOAK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Commands a second, when none are chosen: what a small shared machine keeps up with. */
    private static final int SOAK_RATE = 500;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Which: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Name> names = List.of(Name.values());

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many orders, 1000 to 10000000 (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--state",
            paramLabel = "N",
            split = ",",
            description =
                    "Of recovery: how many orders the stores have, one or several sizes, with commas"
                            + " between them, each 1000 to 10000000 (default: --orders).")
    private List<Integer> state = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often each measurement in turns, 1 to 20 (default: 2).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "How long each measurement at a given rate, and pgbench, 1 to 3600 (default: 60).")
    private int seconds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long the soak, 1 to 10080 (default: 10).")
    private int minutes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Commands a second: for latency those that are 100 %% (default: the throughput,"
                            + " measured first), for soak its load (default: 500); 10 to 1000000.")
    private Optional<Integer> rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "What the traffic derives from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
    private Optional<Path> json;

    @Option(
            names = "--svg",
            paramLabel = "FOLDER",
            description = "Also draw each benchmark's main figure there, as NAME.svg.")
    private Optional<Path> svg;

    @Spec private CommandSpec spec;

    private Optional<Double> measured = Optional.empty();

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public BenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        require("--orders", orders, 1_000, 10_000_000);
        state.forEach(size -> require("--state", size, 1_000, 10_000_000));
        require("--rounds", rounds, 1, 20);
        require("--seconds", seconds, 1, 3_600);
        require("--minutes", minutes, 1, 10_080);
        rate.ifPresent(given -> require("--rate", given, 10, 1_000_000));
        if (names.contains(Name.COMPARE)) {
            CompareBench.requirePostgres();
        }
        Map<String, Figures> found = new LinkedHashMap<>();
        for (Name name : new LinkedHashSet<>(names)) {
            Figures figures = measure(name);
            found.put(name.toString(), figures);
            print(figures.text());
            svg.ifPresent(folder -> write(figures.chart().svg(), folder.resolve(name + ".svg")));
            json.ifPresent(file -> write(document(found), file));
        }
        return found.values().stream().allMatch(Figures::ok) ? 0 : 1;
    }

    private Figures measure(Name name) throws InterruptedException {
        return switch (name) {
            case THROUGHPUT -> throughput(rounds);
            case LATENCY ->
                    new LatencyBench(home(), seed, rounds, seconds, this::tell).run(fullRate());
            case COMPARE -> compare();
            case QUERIES -> queries();
            case RECOVERY -> new RecoveryBench(home(), seed, sizes(), rounds, this::tell).run();
            case REPLAY -> new ReplayBench(home(), seed, orders, this::tell).run();
            case SCALE -> new ScaleBench(home(), seed, orders, rounds, this::tell).run();
            case SOAK ->
                    new SoakBench(home(), seed, minutes, rate.orElse(SOAK_RATE), this::tell).run();
        };
    }

    /** Each size of state once. */
    List<Integer> sizes() {
        return state.isEmpty() ? List.of(orders) : state.stream().distinct().toList();
    }

    private QueriesFigures queries() throws InterruptedException {
        QueriesBench.Size size = new QueriesBench.Size(orders, rounds, seconds);
        return new QueriesBench(home(), seed, size, this::tell).run();
    }

    private CompareFigures compare() throws InterruptedException {
        CompareBench.Size size = new CompareBench.Size(orders, rounds, seconds);
        return new CompareBench(home(), seed, size, this::tell).run();
    }

    private ThroughputFigures throughput(int times) throws InterruptedException {
        ThroughputFigures found =
                new ThroughputBench(home(), seed, orders, times, this::tell).run();
        measured = Optional.of(found.commandsPerSecond());
        return found;
    }

    /** What 100 percent are: as given, as this run has measured, or as it measures now. */
    private double fullRate() throws InterruptedException {
        if (rate.isPresent()) {
            return rate.get();
        }
        if (measured.isEmpty()) {
            tell("no --rate is given: first the throughput");
            print(throughput(1).text());
        }
        return measured.orElseThrow();
    }

    private void require(String option, int value, int low, int high) {
        if (value < low || value > high) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: %d (allowed: %d to %d)".formatted(option, value, low, high));
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("pipeline.home", "."))
                .toAbsolutePath()
                .normalize()
                .resolve(".pipeline/bench");
    }

    private void tell(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private static String document(Map<String, Figures> found) {
        try {
            return JSON.writeValueAsString(found) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the figures are no JSON", e);
        }
    }

    private static void write(String text, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
