package io.orderpipeline.bench.lab;

import io.orderpipeline.stack.ChildProcess;
import io.orderpipeline.stack.JavaCommand;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A Java program of this project in a process of its own, with the same heap, and the same
 * treatment of what lives long, as every other that is measured. Confined to one thread.
 */
public final class Program {

    private static final List<String> FLAGS =
            List.of("-Xms1g", "-Xmx1g", "-XX:MaxTenuringThreshold=5");
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MS = 100;

    private final String name;
    private final ChildProcess process;

    private Program(String name, ChildProcess process) {
        this.name = name;
        this.process = process;
    }

    /** What runs in it. */
    record Code(String classPath, String mainClass, List<String> arguments) {}

    static Program start(Path folder, String name, Code code) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
        List<String> command =
                JavaCommand.guarded(
                        flags(name), code.classPath(), code.mainClass(), code.arguments());
        return new Program(name, ChildProcess.start(name, command, folder.resolve(name + ".log")));
    }

    /**
     * With {@code -Dbench.jfr=FOLDER}, each program records itself there, for whoever asks where
     * time goes.
     */
    private static List<String> flags(String name) {
        String folder = System.getProperty("bench.jfr");
        if (folder == null) {
            return FLAGS;
        }
        Path file = Path.of(folder, name + "-" + System.currentTimeMillis() + ".jfr");
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-XX:StartFlightRecording=settings=profile,filename=" + file.toAbsolutePath());
        return flags;
    }

    /** Returns when the condition holds; fails when the process ends or the time is over. */
    public void await(String what, Duration patience, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw failure(what);
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    /** Returns all that it said, once it has ended; fails when the time is over before. */
    public List<String> awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                throw failure("its end");
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        try {
            return Files.readAllLines(process.logFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + process.logFile(), e);
        }
    }

    private StackException failure(String waitedFor) {
        return new StackException(
                "%s: %s; waited for: %s. Its log is %s and ends with%n%s"
                        .formatted(
                                name,
                                process.isAlive() ? "too slow" : "has ended",
                                waitedFor,
                                process.logFile(),
                                String.join(System.lineSeparator(), process.logTail())));
    }

    /** Processor time that it has used. */
    public Duration cpu() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Its number at the operating system. */
    public long pid() {
        return process.pid();
    }

    /** Ends it with SIGKILL. */
    public void kill() {
        process.killHard();
    }

    /** Lets it end in order. */
    public void stop() {
        process.stop(STOP_PATIENCE);
    }
}
