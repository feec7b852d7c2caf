package io.orderpipeline.sim.audit;

import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** A report for people, in colour where the terminal has it. */
public final class AuditTable {

    private AuditTable() {}

    /** The whole table; one line per row, and one more where there is something to say. */
    public static String of(AuditReport report, Ansi ansi) {
        StringBuilder table = new StringBuilder();
        for (AuditRow row : report.invariants()) {
            String mark = ansi.string(mark(row));
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%s %-3s %-18s %,12d checked%n",
                            mark,
                            row.id(),
                            row.name(),
                            row.checked()));
            if (!row.detail().isEmpty()) {
                table.append("      ").append(row.detail()).append(System.lineSeparator());
            }
        }
        table.append(counts(report)).append(System.lineSeparator());
        table.append(transactions(report.transactions())).append(System.lineSeparator());
        report.notes()
                .forEach(
                        note -> table.append("note: ").append(note).append(System.lineSeparator()));
        table.append(
                        ansi.string(
                                report.ok() ? "@|green audit: ok|@" : "@|bold,red audit: failed|@"))
                .append(System.lineSeparator());
        return table.toString();
    }

    /** A row that had nothing to look at must not look like one that did. */
    private static String mark(AuditRow row) {
        if (!row.ok()) {
            return "@|bold,red ✗|@";
        }
        return row.checked() == 0 ? "@|yellow -|@" : "@|green ✓|@";
    }

    private static String counts(AuditReport report) {
        return report.counts().entrySet().stream()
                .map(
                        count ->
                                String.format(
                                        Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
                .collect(Collectors.joining(", ", "read: ", ""));
    }

    private static String transactions(TransactionCounts counts) {
        return String.format(
                Locale.ROOT,
                "transactions: captured %,d, tracked %,d, untracked %,d, recovered %,d,"
                        + " refunded %,d, late %,d, escalated %,d, pending %,d, resolved %,d",
                counts.captured(),
                counts.tracked(),
                counts.untracked(),
                counts.recovered(),
                counts.refunded(),
                counts.late(),
                counts.escalated(),
                counts.pending(),
                counts.resolved());
    }
}
