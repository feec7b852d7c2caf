package io.orderpipeline.bench.soak;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    private static final String BY_LOOKING = "cause=\"Diagnostic Command\"";

    private final HttpClient client = HttpClient.newHttpClient();
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
        String metrics = metrics();
        return new Sample(
                atSeconds,
                decided,
                residentMb,
                sum(metrics, "jvm_gc_live_data_size_bytes") / MB,
                sum(metrics, "jvm_gc_pause_seconds_sum"),
                sum(metrics, "jvm_gc_memory_allocated_bytes_total") / MB,
                stateMb,
                new Sample.RocksDb(
                        rocksDbMb(metrics, "used"),
                        rocksDbMb(metrics, "pinned"),
                        rocksDbMb(metrics, "limit")));
    }

    private static double rocksDbMb(String metrics, String what) {
        return sum(metrics, "order_pipeline_rocksdb_cache_%s_bytes".formatted(what)) / MB;
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

    private String metrics() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(app.http().resolve("/metrics")).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new StackException("the app does not give its metrics", e);
        }
    }

    /** Of all lines of one metric, whatever their labels; what looking itself costs is left out. */
    static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> !line.contains(BY_LOOKING))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
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
