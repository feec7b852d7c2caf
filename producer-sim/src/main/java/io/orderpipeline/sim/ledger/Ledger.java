package io.orderpipeline.sim.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A ledger as read back.
 *
 * @param file where it was read
 * @param header its first line
 * @param plans what must come of each order
 * @param records what became of each record, in the order in which that was known
 * @param captures what became of each capture, likewise
 * @param refunds what the gateway gave back
 * @param end absent when the ledger was not closed (the simulator died)
 * @param truncated true when the last line was cut short and left out
 */
public record Ledger(
        Path file,
        Line.Header header,
        List<Line.Planned> plans,
        List<Line.Sent> records,
        List<Line.Captured> captures,
        List<Line.Refunded> refunds,
        Optional<Line.End> end,
        boolean truncated) {

    /** The version of the format that this program writes and reads. */
    public static final int FORMAT = 1;

    public Ledger {
        plans = List.copyOf(plans);
        records = List.copyOf(records);
        captures = List.copyOf(captures);
        refunds = List.copyOf(refunds);
    }

    /** How many of its records had this fate. */
    public long count(Fate fate) {
        return records.stream().filter(record -> record.fate() == fate).count();
    }
}
