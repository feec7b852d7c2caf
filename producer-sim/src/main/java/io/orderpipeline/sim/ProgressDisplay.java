package io.orderpipeline.sim;

import io.orderpipeline.sim.client.Settlement;
import io.orderpipeline.sim.client.TransactionWatch;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
            bar(progress);
        } else if (System.nanoTime() - lineNanos > LINE_EVERY_NANOS) {
            lineNanos = System.nanoTime();
            err.println(line(progress));
            err.flush();
        }
    }

    private void bar(SimulationProgress progress) {
        ProgressBar shown = bar;
        if (shown == null) {
            shown =
                    new ProgressBarBuilder()
                            .setTaskName("simulate")
                            .setInitialMax(progress.total())
                            .setUpdateIntervalMillis(200)
                            .build();
            bar = shown;
        }
        shown.stepTo(progress.tally().acknowledged());
        shown.setExtraMessage(" " + figures(progress));
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
