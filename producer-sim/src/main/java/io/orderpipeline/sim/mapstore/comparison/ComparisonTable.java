package io.orderpipeline.sim.mapstore.comparison;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What pipeline and map store ended with, side by side, for people. */
public final class ComparisonTable {

    private final StringBuilder table = new StringBuilder();

    private ComparisonTable() {}

    /**
     * The whole table.
     *
     * @param recoverySeconds how long the pipeline took from the last fault to zero untracked; null
     *     when some are left, or none ever were
     */
    public static String of(Losses pipeline, Losses mapStore, @Nullable Double recoverySeconds) {
        ComparisonTable rows = new ComparisonTable();
        rows.row("the same traffic, in the end", "pipeline", "map store");
        rows.row("orders lost", pipeline.ordersLost(), mapStore.ordersLost());
        rows.row(
                "payments applied twice",
                pipeline.paymentsAppliedTwice(),
                mapStore.paymentsAppliedTwice());
        rows.row("updates lost", pipeline.updatesLost(), mapStore.updatesLost());
        rows.row(
                "transactions untracked",
                pipeline.transactionsUntracked(),
                mapStore.transactionsUntracked());
        rows.row(
                "seconds until zero untracked",
                recoverySeconds == null
                        ? never(pipeline)
                        : String.format(Locale.ROOT, "%.1f", recoverySeconds),
                never(mapStore));
        return rows.table.toString();
    }

    /** Nothing in the map store looks for them, and what the pipeline has left it has not found. */
    private static String never(Losses losses) {
        return losses.transactionsUntracked() > 0 ? "never" : "none were";
    }

    private void row(String what, long here, long there) {
        row(
                what,
                String.format(Locale.ROOT, "%,d", here),
                String.format(Locale.ROOT, "%,d", there));
    }

    private void row(String what, String here, String there) {
        table.append(String.format(Locale.ROOT, "%-30s %10s %10s%n", what, here, there));
    }
}
