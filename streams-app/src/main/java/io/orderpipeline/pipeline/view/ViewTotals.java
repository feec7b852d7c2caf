package io.orderpipeline.pipeline.view;

import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Keeps the latest of what a watch is told, for any number of readers. Counts of several partitions
 * are not of one moment.
 */
public final class ViewTotals implements ViewWatch {

    private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Supplier<Map<OrderStatus, Long>>> orders = new ConcurrentHashMap<>();
    private final Map<Integer, Supplier<Map<TransactionState, Long>>> transactions =
            new ConcurrentHashMap<>();
    private final LongAdder events = new LongAdder();

    /** The partitions that are here. */
    public Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    /** Orders of each partition that is here, by status; a status without any may be left out. */
    public Map<Integer, Map<OrderStatus, Long>> orders() {
        return counts(orders);
    }

    /** Transactions of each partition that is here, by state; one without any may be left out. */
    public Map<Integer, Map<TransactionState, Long>> transactions() {
        return counts(transactions);
    }

    private static <E> Map<Integer, Map<E, Long>> counts(
            Map<Integer, Supplier<Map<E, Long>>> suppliers) {
        Map<Integer, Map<E, Long>> counts = new HashMap<>();
        suppliers.forEach((partition, supplier) -> counts.put(partition, supplier.get()));
        return counts;
    }

    /** Events handled since the start, of all partitions that ever were here. */
    public long events() {
        return events.sum();
    }

    @Override
    public void began(int partition) {
        partitions.add(partition);
    }

    @Override
    public void orders(int partition, Supplier<Map<OrderStatus, Long>> counts) {
        orders.put(partition, counts);
    }

    @Override
    public void transactions(int partition, Supplier<Map<TransactionState, Long>> counts) {
        transactions.put(partition, counts);
    }

    @Override
    public void handled(int partition) {
        events.increment();
    }

    @Override
    public void gone(int partition) {
        partitions.remove(partition);
        orders.remove(partition);
        transactions.remove(partition);
    }
}
