package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.state.OrderStatus;
import java.util.List;
import java.util.Optional;

/**
 * All that is sent for one order, captures of its payments included, in sending order, and where
 * the order must stand in the end.
 *
 * @param orderId the order
 * @param records at least one, by time
 * @param end absent when no order comes of it (poison)
 */
public record Plan(String orderId, List<PlannedRecord> records, Optional<End> end) {

    /** Where an order must stand when all its records are handled. */
    public record End(OrderStatus status, long version) {}

    public Plan {
        records = List.copyOf(records);
    }

    /** How many of the records go to order.command: all but the captures. */
    public int commands() {
        return (int) records.stream().filter(record -> record.capture().isEmpty()).count();
    }
}
