package io.orderpipeline.launcher.demo;

import io.orderpipeline.sim.ProgressDisplay;
import io.orderpipeline.sim.SimulationProgress;
import io.orderpipeline.sim.SimulationResult;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.TransactionCounts;
import io.orderpipeline.sim.mapstore.comparison.ComparisonTable;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Says what the demo does: steps and the table on stdout, progress on stderr. */
final class Narrator {

    private final PrintWriter out;
    private final PrintWriter err;
    private final ProgressDisplay display;

    Narrator(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
        this.display = new ProgressDisplay(err);
    }

    void seed(long seed) {
        line("seed     %d", seed);
    }

    void step(String name, long startNanos, String format, Object... arguments) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        line("%-8s %5.1f s  %s", name, seconds, String.format(Locale.ROOT, format, arguments));
    }

    void progress(SimulationProgress progress) {
        display.show(progress);
    }

    void endOfProgress() {
        display.close();
    }

    void complain(String problem) {
        err.println(problem);
        err.flush();
    }

    void table(DemoReport report) {
        SimulationResult.Commands commands = report.commands();
        line("");
        row("orders", report.orders());
        row("records sent", commands.sent());
        row("  acknowledged", commands.acknowledged());
        row("    accepted", commands.accepted());
        row("    rejected", commands.rejected());
        row("    duplicates", commands.duplicates());
        row("    dead letters", commands.deadLettered());
        line("%-16s %,10.0f", "per second", report.throughput().commandsPerSecond());
        line(
                "%-16s p50 %,.0f ms, p99 %,.0f ms, max %,.0f ms (crashes included)",
                "latency",
                report.latencyMs().p50(),
                report.latencyMs().p99(),
                report.latencyMs().max());
        line("");
        transactions(report);
        line("");
        comparison(report);
        line("");
        report.invariants().forEach(this::invariant);
        line("");
        line("%s", mark(report.ok(), report.ok() ? "ok" : "NOT OK"));
        report.problems().forEach(problem -> line("  %s", problem));
    }

    private void transactions(DemoReport report) {
        TransactionCounts counts = report.transactions();
        row("captured", counts.captured());
        row("  tracked", counts.tracked());
        row("  untracked", counts.untracked());
        row("    recovered", counts.recovered());
        row("    refunded", counts.refunded());
        row("    late", counts.late());
        row("  escalated", counts.escalated());
        row("  pending", counts.pending());
        line("%-16s %s", "recovery", recovery(report));
    }

    private static String recovery(DemoReport report) {
        Double seconds = report.recoverySeconds();
        return seconds == null
                ? "not complete"
                : String.format(
                        Locale.ROOT,
                        "%,10.1f s from the last fault to zero untracked (deadline %d s)",
                        seconds,
                        AppProcess.DEADLINE.toSeconds());
    }

    private void comparison(DemoReport report) {
        ComparisonTable.of(report.pipeline(), report.mapStore().losses(), report.recoverySeconds())
                .lines()
                .forEach(row -> line("%s", row));
    }

    private void row(String name, long figure) {
        line("%-16s %,10d", name, figure);
    }

    private void invariant(AuditRow row) {
        line(
                "%s %-3s %-18s %,10d checked  %s",
                mark(row.ok(), row.ok() ? "✓" : "✗"),
                row.id(),
                row.name(),
                row.checked(),
                row.detail());
    }

    private static String mark(boolean good, String text) {
        return Ansi.AUTO.string((good ? "@|green " : "@|bold,red ") + text + "|@");
    }

    void addresses(DemoReport report) {
        DemoReport.Addresses at = report.addresses();
        String order = "o-" + Long.toHexString(report.seed()) + "-1";
        line("");
        line("Still up; Ctrl-C stops everything. To look around:");
        line("  curl -s %s/orders/%s", at.http(), order);
        line("  curl -s %s/health/ready", at.http());
        line("  curl -s %s/metrics", at.http());
        line(
                "  ./pipeline simulate --orders 500 --bootstrap %s --registry %s",
                at.bootstrap(), at.registry());
        line(
                "  ./pipeline audit --bootstrap %s --registry %s --ledger %s",
                at.bootstrap(), at.registry(), at.ledger());
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
