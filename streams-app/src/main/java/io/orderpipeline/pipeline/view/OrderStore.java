package io.orderpipeline.pipeline.view;

import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.view.OrderView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The orders of one partition: their views, their events and the index, with a count by status. A
 * view has exactly its own entries in the index, once everything that a crash had delivered again
 * is applied. Confined to its task's thread.
 */
final class OrderStore {

    private final KeyValueStore<String, OrderView> views;
    private final KeyValueStore<String, byte[]> history;
    private final KeyValueStore<String, byte[]> index;
    private final Map<OrderStatus, Long> counts = new EnumMap<>(OrderStatus.class);

    /** Takes the stores from the context, and counts: one pass over the entries by status. */
    OrderStore(ProcessorContext<?, ?> context) {
        views = context.getStateStore(ViewTopology.ORDER_VIEW);
        history = context.getStateStore(ViewTopology.ORDER_HISTORY);
        index = context.getStateStore(ViewTopology.ORDER_INDEX);
        for (OrderStatus status : OrderStatus.values()) {
            counts.put(status, count(OrderIndexKey.Selection.of(status)));
        }
    }

    private long count(OrderIndexKey.Selection selection) {
        long count = 0;
        try (KeyValueIterator<String, byte[]> entries =
                index.range(selection.first(), selection.last())) {
            for (; entries.hasNext(); entries.next()) {
                count++;
            }
        }
        return count;
    }

    Map<OrderStatus, Long> counts() {
        return Map.copyOf(counts);
    }

    Optional<OrderView> view(String orderId) {
        return Optional.ofNullable(views.get(orderId));
    }

    /** To repeat it changes nothing. */
    void keep(HistoryKey key, StoredRecord event) {
        history.put(key.text(), event.bytes());
    }

    /**
     * Puts the next view of an order. Touches only entries that differ: those that do not were put
     * with an earlier view, which is committed, or was repaired when its event came again.
     *
     * @return whether a count changed
     */
    boolean put(Optional<OrderView> before, OrderView after) {
        views.put(after.getOrderId(), after);
        List<OrderIndexKey> old = before.map(OrderIndexKey::allOf).orElse(List.of());
        List<OrderIndexKey> next = OrderIndexKey.allOf(after);
        boolean removed = remove(old.stream().filter(entry -> !next.contains(entry)).toList());
        boolean added = add(next.stream().filter(entry -> !old.contains(entry)).toList());
        return removed || added;
    }

    /**
     * Puts a view that is there already, with its entries, and removes those that any other status
     * of it may have left: an event came again, so the stores may be behind each other.
     *
     * @return whether a count changed
     */
    boolean repair(OrderView view) {
        views.put(view.getOrderId(), view);
        boolean changed = add(OrderIndexKey.allOf(view));
        for (OrderStatus status : OrderStatus.values()) {
            if (status != view.getStatus()) {
                changed |= remove(OrderIndexKey.allOf(view, status));
            }
        }
        return changed;
    }

    private boolean add(List<OrderIndexKey> entries) {
        boolean changed = false;
        for (OrderIndexKey entry : entries) {
            if (countsAs(entry).isPresent() && index.get(entry.text()) == null) {
                counts.merge(countsAs(entry).get(), 1L, Long::sum);
                changed = true;
            }
            index.put(entry.text(), new byte[0]);
        }
        return changed;
    }

    private boolean remove(List<OrderIndexKey> entries) {
        boolean changed = false;
        for (OrderIndexKey entry : entries) {
            if (index.delete(entry.text()) != null && countsAs(entry).isPresent()) {
                counts.merge(countsAs(entry).get(), -1L, Long::sum);
                changed = true;
            }
        }
        return changed;
    }

    /** An order is counted by its entry that selects by status alone. */
    private static Optional<OrderStatus> countsAs(OrderIndexKey entry) {
        return entry.selection().customer().isEmpty()
                ? entry.selection().status()
                : Optional.empty();
    }
}
