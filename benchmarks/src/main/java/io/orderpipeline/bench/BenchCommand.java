package io.orderpipeline.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.bench.replay.ReplayBench;
import io.orderpipeline.bench.replay.ReplayFigures;
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
import java.util.Set;
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
            "  throughput  commands settled per second, in turns with the least that an exactly-once",
            "              application with a state can do for the same records",
            "  replay      events per second while the views are built anew under traffic, beside a",
            "              bare consumer of the same topic; point reads over HTTP meanwhile",
            "",
            "Examples:",
            "  pipeline bench throughput --rounds 3 --json throughput.json",
            "  pipeline bench replay --orders 365000       a million events; takes long to fill",
            "",
            "Exit codes: 0 measured and audited clean, 1 an audit or a comparison failed, 2 usage, 3",
            "something did not start."
        })
public final class BenchCommand implements Callable<Integer> {

    /** What can be measured. */
    enum Name {
        THROUGHPUT,
        REPLAY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often each measurement of throughput, 1 to 20 (default: 2).")
    private int rounds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "What the traffic derives from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public BenchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        require("--orders", orders, 1_000, 10_000_000);
        require("--rounds", rounds, 1, 20);
        Set<Name> chosen = new LinkedHashSet<>(names);
        Map<String, Object> figures = new LinkedHashMap<>();
        boolean ok = true;
        for (Name name : chosen) {
            ok &=
                    switch (name) {
                        case THROUGHPUT -> throughput(figures);
                        case REPLAY -> replay(figures);
                    };
        }
        json.ifPresent(file -> write(figures, file));
        return ok ? 0 : 1;
    }

    private boolean throughput(Map<String, Object> figures) throws InterruptedException {
        ThroughputFigures found =
                new ThroughputBench(home(), seed, orders, rounds, this::tell).run();
        figures.put(Name.THROUGHPUT.toString(), found);
        print(found.text());
        return found.ok();
    }

    private boolean replay(Map<String, Object> figures) throws InterruptedException {
        ReplayFigures found = new ReplayBench(home(), seed, orders, this::tell).run();
        figures.put(Name.REPLAY.toString(), found);
        print(found.text());
        return found.equal();
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

    private static void write(Map<String, Object> figures, Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(figures) + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException("--json: cannot write " + file, e);
        }
    }
}
