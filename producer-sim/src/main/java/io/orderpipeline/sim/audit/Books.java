package io.orderpipeline.sim.audit;

import java.util.List;

/**
 * Whether everything that was begun is finished.
 *
 * @param lags what consumer groups have not read yet
 * @param transactions transactional ids of the pipeline and their states
 * @param ends the two ends of each partition
 */
public record Books(List<Lag> lags, List<Transaction> transactions, List<End> ends) {

    /**
     * How far a group is behind on one partition, counted in records: offsets would count
     * transaction markers, which nobody consumes.
     */
    public record Lag(String group, String topic, int partition, long records) {}

    /** A transactional id; {@code open} while its transaction is neither committed nor aborted. */
    public record Transaction(String transactionalId, String state, boolean open) {}

    /** The last stable offset and the high watermark of a partition. */
    public record End(String topic, int partition, long lastStable, long highWatermark) {}

    public Books {
        lags = List.copyOf(lags);
        transactions = List.copyOf(transactions);
        ends = List.copyOf(ends);
    }

    /** True when nothing is under way. */
    public boolean closed() {
        return lags.stream().allMatch(lag -> lag.records() == 0)
                && transactions.stream().noneMatch(Transaction::open)
                && ends.stream().allMatch(end -> end.lastStable() == end.highWatermark());
    }
}
