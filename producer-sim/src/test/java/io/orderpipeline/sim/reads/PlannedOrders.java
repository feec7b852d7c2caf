package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Line;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A simulation's ledger, as far as a reader needs one. */
public final class PlannedOrders {

    private PlannedOrders() {}

    /** A ledger that is being kept. */
    public static LedgerWriter open(Path file, String topicId, Instant startedAt) {
        return LedgerWriter.create(
                file,
                new Line.Header(
                        Ledger.FORMAT,
                        1,
                        "order.command",
                        topicId,
                        startedAt.toString(),
                        Map.of()));
    }

    /** Plans these orders, through to the file. */
    public static void plan(LedgerWriter ledger, List<String> orders) {
        ledger.writeThrough(
                orders.stream().map(order -> new Line.Planned(order, 1, "PAID", 2)).toList());
    }
}
