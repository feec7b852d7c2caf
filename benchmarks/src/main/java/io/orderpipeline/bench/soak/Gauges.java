package io.orderpipeline.bench.soak;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.Metrics;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What a process takes, by its own metrics and the operating system's. */
final class Gauges {

    private static final double MB = 1 << 20;
    private static final String KB = " kB";

    private final App app;
    private final Path state;

    Gauges(App app, Path state) {
        this.app = app;
        this.state = state;
    }

    /** Collects the garbage first: what is left lives, and all that was allocated is counted. */
    Sample look(double atSeconds, long decided) throws InterruptedException {
        collect();
        double residentMb = residentMb();
        double stateMb = stateMb();
        Metrics metrics = app.metrics();
        return new Sample(
                atSeconds,
                decided,
                residentMb,
                metrics.sum("jvm_gc_live_data_size_bytes") / MB,
                metrics.sumUntold("jvm_gc_pause_seconds_sum"),
                metrics.sum("jvm_gc_memory_allocated_bytes_total") / MB,
                stateMb,
                new Sample.RocksDb(
                        rocksDbMb(metrics, "used"),
                        rocksDbMb(metrics, "pinned"),
                        rocksDbMb(metrics, "limit")));
    }

    private static double rocksDbMb(Metrics metrics, String what) {
        return metrics.sum("order_pipeline_rocksdb_cache_%s_bytes".formatted(what)) / MB;
    }

    private void collect() throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String pid = Long.toString(app.program().pid());
        try {
            Process process =
                    new ProcessBuilder(jcmd.toString(), pid, "GC.run")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() != 0) {
                throw new StackException("%s %s GC.run failed".formatted(jcmd, pid));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + jcmd, e);
        }
    }

    private double residentMb() {
        Path status = Path.of("/proc/%d/status".formatted(app.program().pid()));
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> line.substring("VmRSS:".length()).replace(KB, "").strip())
                            .mapToDouble(Double::parseDouble)
                            .sum()
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + status, e);
        }
    }

    /** RocksDB deletes files while they are being looked at: those do not count. */
    private double stateMb() {
        AtomicLong bytes = new AtomicLong();
        try {
            Path unused =
                    Files.walkFileTree(
                            state,
                            new SimpleFileVisitor<>() {
                                @Override
                                public FileVisitResult visitFile(
                                        Path file, BasicFileAttributes at) {
                                    bytes.addAndGet(at.size());
                                    return FileVisitResult.CONTINUE;
                                }

                                @Override
                                public FileVisitResult visitFileFailed(Path file, IOException e) {
                                    return FileVisitResult.CONTINUE;
                                }
                            });
            return bytes.get() / MB;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + state, e);
        }
    }
}
