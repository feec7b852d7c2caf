package io.orderpipeline.sim;

import java.util.Locale;

/** A simulation's result for people. */
final class SimulationTable {

    private SimulationTable() {}

    static String of(SimulationResult result) {
        StringBuilder table = new StringBuilder();
        SimulationResult.Commands commands = result.commands();
        if (!result.complete()) {
            table.append("stopped before everything was sent\n");
        }
        row(table, "orders", result.orders());
        row(table, "sent", commands.sent());
        row(table, "  acknowledged", commands.acknowledged());
        row(table, "    accepted", commands.accepted());
        row(table, "    rejected", commands.rejected());
        row(table, "    duplicates", commands.duplicates());
        row(table, "    dead letters", commands.deadLettered());
        row(table, "    no outcome yet", commands.unsettled());
        row(table, "  refused", commands.refused());
        row(table, "  unknown", commands.unknown());
        transactions(table, result.transactions());
        row(table, "settled per second", Math.round(result.throughput().commandsPerSecond()));
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-18s p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                        "latency",
                        result.latencyMs().p50(),
                        result.latencyMs().p99(),
                        result.latencyMs().max()));
        if (result.recoverySeconds() != null) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%-18s %.1f s from the last fault%n",
                            "recovered after",
                            result.recoverySeconds()));
        }
        table.append(String.format(Locale.ROOT, "%-18s %s%n", "ledger", result.ledger()));
        result.notes().forEach(note -> table.append("note: ").append(note).append('\n'));
        return table.toString();
    }

    private static void transactions(StringBuilder table, SimulationResult.Transactions all) {
        row(table, "captured", all.captured());
        row(table, "  tracked", all.tracked());
        row(table, "  recovered", all.recovered());
        row(table, "  refunded", all.refunded());
        row(table, "  pending", all.pending());
        row(table, "were untracked", all.untracked());
        if (all.undelivered() > 0) {
            row(table, "not captured", all.undelivered());
        }
    }

    private static void row(StringBuilder table, String name, long figure) {
        table.append(String.format(Locale.ROOT, "%-18s %,12d%n", name, figure));
    }
}
