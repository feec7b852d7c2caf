package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.stack.StackLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the demo, prints its table, and stays up for exploring unless told to exit. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Runs the incident on this machine, kills the app on the way, audits the outcome.",
        description =
                "Starts a broker, a registry and the app; sends the traffic of the incident, with"
                        + " payments whose confirmations are lost and all that clients get wrong;"
                        + " kills the app (kill -9) twice and restarts it; audits the topics; sends"
                        + " the same traffic to a map store as the incident had it; says in one table"
                        + " what each ended with. Everything runs on 127.0.0.1 and keeps its files in"
                        + " .pipeline/demo.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  pipeline demo                            20,000 orders, then stay up to be explored",
            "  pipeline demo --orders 3000 --exit       a short one that ends by itself",
            "  pipeline demo --split --exit             each role a process, each killed",
            "  pipeline demo --seed 7 --exit --json demo.json",
            "",
            "Exit codes: 0 every invariant holds, 1 one does not, 2 usage, 3 something did not start,",
            "70 a defect of the program."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int CHECK_FAILED = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many orders (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "What all chance derives from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "4000",
            description =
                    "Records per second, 0 for as fast as possible (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--split",
            description =
                    "Run decider, tracker and views as processes of their own and kill each once,"
                            + " instead of the whole app twice.")
    private boolean split;

    @Option(names = "--exit", description = "Stop everything and exit when the table is printed.")
    private boolean exit;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
    private Optional<Path> json;

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public DemoCommand() {}

    @Override
    public Integer call() {
        DemoOptions options = options();
        json.ifPresent(this::requireFolder);
        DemoFolder folder = DemoFolder.standard();
        return StackLock.holding(folder.stack(), "pipeline demo", () -> run(options, folder));
    }

    private int run(DemoOptions options, DemoFolder folder) {
        Narrator narrator = new Narrator(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (Demo demo = new Demo(options, folder, narrator)) {
            DemoReport report = demo.run();
            narrator.table(report);
            json.ifPresent(file -> write(report, file));
            if (!exit) {
                narrator.addresses(report);
                awaitInterrupt();
            }
            return exitCode(report);
        }
    }

    static int exitCode(DemoReport report) {
        return report.ok() ? 0 : CHECK_FAILED;
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(orders, seed, rate, split);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Asked before the demo, not when its figures would be lost. */
    private void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--json: cannot write " + file + " (needed: a file in a folder that exists)");
        }
    }

    static void write(DemoReport report, Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(report) + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException("--json: cannot write " + file, e);
        }
    }

    /** Ctrl-C ends the process here; its shutdown hooks end the children. */
    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
