package io.orderpipeline.pipeline.view;

import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the latest of what a watch is told, for any number of readers. Counts of several partitions
 * are not of one moment.
 */
public final class ViewTotals implements ViewWatch {

    private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Map<OrderStatus, Long>> orders = new ConcurrentHashMap<>();
    private final Map<Integer, Map<TransactionState, Long>> transactions =
            new ConcurrentHashMap<>();
    private final LongAdder events = new LongAdder();

    /** The partitions that are here. */
    public Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    /** Orders of each partition that is here, by status; a status without any may be left out. */
    public Map<Integer, Map<OrderStatus, Long>> orders() {
        return Map.copyOf(orders);
    }

    /** Transactions of each partition that is here, by state; one without any may be left out. */
    public Map<Integer, Map<TransactionState, Long>> transactions() {
        return Map.copyOf(transactions);
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
    public void orders(int partition, Map<OrderStatus, Long> counts) {
        orders.put(partition, counts);
    }

    @Override
    public void transactions(int partition, Map<TransactionState, Long> counts) {
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
