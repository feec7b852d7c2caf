package io.orderpipeline.sim;

import io.orderpipeline.sim.reads.ReadingResult;
import java.util.Locale;
import java.util.Map;

/** A reader's result for people. */
final class ReadingTable {

    private ReadingTable() {}

    static String of(ReadingResult result) {
        StringBuilder table = new StringBuilder();
        row(table, "asked", result.answers().total());
        rows(table, result.answers().byKind());
        row(table, "answered", result.answers().total() - result.answers().unanswered());
        rows(table, result.answers().byStatus());
        row(table, "stale", result.answers().stale());
        row(table, "unreadable", result.answers().unreadable());
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-18s p50 %.1f ms, p99 %.1f ms, max %.1f ms, in %.1f s%n",
                        "latency",
                        result.latencyMs().p50(),
                        result.latencyMs().p99(),
                        result.latencyMs().max(),
                        result.seconds()));
        if (result.ledger() != null) {
            table.append(String.format(Locale.ROOT, "%-18s %s%n", "ledger", result.ledger()));
        }
        result.notes().forEach(note -> table.append("note: ").append(note).append('\n'));
        return table.toString();
    }

    private static void rows(StringBuilder table, Map<String, Long> figures) {
        figures.forEach((name, figure) -> row(table, "  " + name, figure));
    }

    private static void row(StringBuilder table, String name, long figure) {
        table.append(String.format(Locale.ROOT, "%-18s %,12d%n", name, figure));
    }
}
