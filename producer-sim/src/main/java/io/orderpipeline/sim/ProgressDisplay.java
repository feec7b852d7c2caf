package io.orderpipeline.sim;

import io.orderpipeline.sim.client.Settlement;
import io.orderpipeline.sim.client.TransactionWatch;
import io.orderpipeline.sim.reads.ReadingProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows progress on stderr: a bar on a terminal, else a line every few seconds. One thread calls.
 */
public final class ProgressDisplay implements AutoCloseable {

    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter err;
    private final boolean terminal = Ansi.AUTO.enabled();
    private final long startNanos = System.nanoTime();
    private @Nullable ProgressBar bar;
    private long lineNanos = System.nanoTime();

    /** On stderr, whatever writer that is. */
    public ProgressDisplay(PrintWriter err) {
        this.err = err;
    }

    /** Shows how far it is; call it as often as progress is reported. */
    public void show(SimulationProgress progress) {
        if (terminal) {
            bar("simulate", progress.tally().acknowledged(), progress.total(), figures(progress));
        } else {
            line(() -> line(progress));
        }
    }

    /** The same of a reader. */
    void show(ReadingProgress progress) {
        if (terminal) {
            long seconds = progress.elapsed().toSeconds();
            bar("read", seconds, progress.duration().toSeconds(), figures(progress));
        } else {
            line(() -> "reading: " + figures(progress));
        }
    }

    /**
     * Of any other task.
     *
     * @param task what is done, in a word
     */
    public void show(String task, long done, long total, String figures) {
        if (terminal) {
            bar(task, done, total, figures);
        } else {
            line(() -> "%s: %,d of %,d, %s".formatted(task, done, total, figures));
        }
    }

    private void line(Supplier<String> text) {
        if (System.nanoTime() - lineNanos > LINE_EVERY_NANOS) {
            lineNanos = System.nanoTime();
            err.println(text.get());
            err.flush();
        }
    }

    private void bar(String task, long done, long total, String figures) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown =
                    new ProgressBarBuilder()
                            .setTaskName(task)
                            .setInitialMax(total)
                            .setUpdateIntervalMillis(200)
                            .build();
            bar = shown;
        }
        shown.maxHint(total);
        shown.stepTo(done);
        shown.setExtraMessage(" " + figures);
    }

    private String line(SimulationProgress progress) {
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d acknowledged (%.0f %%), %s",
                progress.phase().name().toLowerCase(Locale.ROOT),
                progress.tally().acknowledged(),
                progress.total(),
                100 * progress.acknowledgedShare(),
                figures(progress));
    }

    private String figures(SimulationProgress progress) {
        Settlement.Snapshot ends = progress.tally().settlement();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return String.format(
                Locale.ROOT,
                "%,.0f/s, %,d open, p50 %.0f ms, p99 %.0f ms%s",
                ends.acknowledged() / seconds,
                ends.unsettled(),
                ends.latency().p50(),
                ends.latency().p99(),
                payments(progress.tally().transactions()));
    }

    private static String figures(ReadingProgress progress) {
        return String.format(
                Locale.ROOT,
                "%,d answers, %,d stale, %,d failed, p50 %.1f ms, p99 %.1f ms",
                progress.answers().total(),
                progress.answers().stale(),
                progress.answers().unanswered(),
                progress.latency().p50(),
                progress.latency().p99());
    }

    private static String payments(TransactionWatch.Tally payments) {
        return payments.captured() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", payments %,d pending, untracked %,d",
                        payments.pending(),
                        payments.untracked());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
