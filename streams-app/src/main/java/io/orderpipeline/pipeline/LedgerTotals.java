package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.topic.Applications;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How many transactions of a partition are in each state: one record of 8 bytes for each state, by
 * ordinal, so states may only be added at the end. The store's cache writes it once per commit.
 * Confined to its task's thread.
 */
final class LedgerTotals {

    private static final String KEY = "by-state";

    private final KeyValueStore<String, byte[]> store;
    private final EnumMap<TransactionState, Long> counts = new EnumMap<>(TransactionState.class);

    LedgerTotals(ProcessorContext<?, ?> context) {
        store = context.getStateStore(Applications.LEDGER_TOTALS_STORE);
        byte[] stored = store.get(KEY);
        ByteBuffer buffer = ByteBuffer.wrap(stored == null ? new byte[0] : stored);
        for (TransactionState state : TransactionState.values()) {
            counts.put(state, buffer.hasRemaining() ? buffer.getLong() : 0L);
        }
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> totals() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Applications.LEDGER_TOTALS_STORE),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingEnabled();
    }

    void entered(TransactionState state) {
        add(state, 1);
        write();
    }

    void moved(TransactionState from, TransactionState to) {
        if (from != to) {
            add(from, -1);
            add(to, 1);
            write();
        }
    }

    Map<TransactionState, Long> counts() {
        return Map.copyOf(counts);
    }

    private void add(TransactionState state, long difference) {
        counts.merge(state, difference, Long::sum);
    }

    private void write() {
        store.put(KEY, value(counts));
    }

    /** All that the store holds when these are the counts. */
    static Map<Bytes, byte[]> entry(Map<TransactionState, Long> counts) {
        return Map.of(Bytes.wrap(KEY.getBytes(StandardCharsets.UTF_8)), value(counts));
    }

    private static byte[] value(Map<TransactionState, Long> counts) {
        TransactionState[] states = TransactionState.values();
        ByteBuffer buffer = ByteBuffer.allocate(states.length * Long.BYTES);
        for (TransactionState state : states) {
            buffer.putLong(counts.getOrDefault(state, 0L));
        }
        return buffer.array();
    }
}
