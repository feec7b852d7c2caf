package io.orderpipeline.pipeline.view;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The views' copy of one partition of the ledger: the rows, as the tracker wrote them, and an index
 * of them, by state and time and by order. The entry by order holds the text of the one by state,
 * and is put last: a crash may leave the index behind the rows or before them, and a row that is
 * there already no longer tells which entry its predecessor had, but one store is never in
 * disagreement with itself. Confined to its task's thread.
 */
final class TransactionStore {

    private final KeyValueStore<String, byte[]> rows;
    private final KeyValueStore<String, byte[]> index;
    private final AvroSerde<LedgerRow> serde;
    private final String ledger;
    private final Map<TransactionState, Long> counts = new EnumMap<>(TransactionState.class);

    /**
     * Takes the stores from the context, and counts: one pass over the entries by order, of which
     * every transaction has one.
     *
     * @param ledger the topic that rows come from, under whose subject they were written
     */
    TransactionStore(ProcessorContext<?, ?> context, Registry registry, String ledger) {
        rows = context.getStateStore(ViewTopology.TRANSACTION_VIEW);
        index = context.getStateStore(ViewTopology.TRANSACTION_INDEX);
        serde = AvroSerde.of(LedgerRow.class, registry);
        this.ledger = ledger;
        try (KeyValueIterator<String, byte[]> entries =
                index.range(OrderTransactionKey.FIRST, OrderTransactionKey.LAST)) {
            entries.forEachRemaining(entry -> add(text(entry.value), 1));
        }
    }

    LedgerRow decode(byte[] value) {
        return serde.deserialize(ledger, value);
    }

    Map<TransactionState, Long> counts() {
        return Map.copyOf(counts);
    }

    /** To repeat it changes nothing. */
    void put(TransactionKey key, byte[] value, LedgerRow row) {
        rows.put(key.text(), value);
        String entry = TransactionIndexKey.of(row).text();
        index.put(entry, new byte[0]);
        entryOf(key)
                .ifPresent(
                        old -> {
                            if (!old.equals(entry)) {
                                index.delete(old);
                            }
                            add(old, -1);
                        });
        index.put(new OrderTransactionKey(key).text(), entry.getBytes(StandardCharsets.UTF_8));
        add(entry, 1);
    }

    /** To repeat it changes nothing. */
    void delete(TransactionKey key) {
        rows.delete(key.text());
        entryOf(key)
                .ifPresent(
                        old -> {
                            index.delete(old);
                            add(old, -1);
                        });
        index.delete(new OrderTransactionKey(key).text());
    }

    private Optional<String> entryOf(TransactionKey key) {
        return Optional.ofNullable(index.get(new OrderTransactionKey(key).text()))
                .map(TransactionStore::text);
    }

    private void add(String entry, long difference) {
        counts.merge(TransactionIndexKey.stateOf(entry), difference, Long::sum);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
