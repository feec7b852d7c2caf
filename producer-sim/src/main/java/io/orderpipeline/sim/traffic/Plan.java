package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.state.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is sent for one order, captures of its payments included, in sending order, and where
 * the order must stand in the end.
 *
 * @param orderId the order
 * @param records at least one, by time
 * @param end absent when no order comes of it (poison)
 */
public record Plan(String orderId, List<PlannedRecord> records, Optional<End> end) {

    private static final Set<Outcome> CLOSING =
            Set.of(Outcome.event("OrderFulfilled"), Outcome.event("OrderCancelled"));

    /** Where an order must stand when all its records are handled. */
    public record End(OrderStatus status, long version) {}

    public Plan {
        records = List.copyOf(records);
    }

    /** How many of the records go to order.command: all but the captures. */
    public int commands() {
        return (int) records.stream().filter(record -> record.capture().isEmpty()).count();
    }

    /**
     * The same, with the command that closes the order on a partition that is not the order's: it
     * becomes a dead letter, so the order gets where it must only when somebody redrives that.
     * Unchanged when something else comes last.
     */
    Plan astray() {
        PlannedRecord last = records.get(records.size() - 1);
        if (!last.outcome().filter(CLOSING::contains).isPresent()) {
            return this;
        }
        List<PlannedRecord> strayed = new ArrayList<>(records);
        strayed.set(
                records.size() - 1,
                new PlannedRecord(
                        last.atMs(),
                        SentKind.ASTRAY,
                        new Content.Astray(last.command()),
                        Outcome.DEAD_LETTER));
        return new Plan(orderId, strayed, end);
    }
}
