package io.orderpipeline.pipeline.view;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.serde.AvroSerde;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The views' copy of one partition of the ledger: the rows, as the tracker wrote them, and an index
 * of those off the happy path by state and time. Every such row has exactly one entry in the index.
 * Confined to its task's thread.
 */
final class TransactionStore {

    private final KeyValueStore<String, byte[]> rows;
    private final KeyValueStore<String, byte[]> index;
    private final AvroSerde<LedgerRow> serde;
    private final String ledger;

    /**
     * Takes the stores from the context.
     *
     * @param ledger the topic that rows come from, under whose subject they were written
     */
    TransactionStore(ProcessorContext<?, ?> context, Registry registry, String ledger) {
        rows = context.getStateStore(ViewTopology.TRANSACTION_VIEW);
        index = context.getStateStore(ViewTopology.COMPENSATION_INDEX);
        serde = AvroSerde.of(LedgerRow.class, registry);
        this.ledger = ledger;
    }

    /**
     * Rows stay the bytes that the tracker wrote, with the id of the schema that they were written
     * with: the views have nothing to add to them, and so no schema of their own.
     */
    static StoreBuilder<KeyValueStore<String, byte[]>> rows() {
        return bytesByText(ViewTopology.TRANSACTION_VIEW);
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> index() {
        return bytesByText(ViewTopology.COMPENSATION_INDEX);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> bytesByText(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    LedgerRow decode(byte[] value) {
        return serde.deserialize(ledger, value);
    }

    /** To repeat it changes nothing. */
    void put(TransactionKey key, byte[] value, LedgerRow row) {
        unindex(key);
        rows.put(key.text(), value);
        CompensationKey.of(row).ifPresent(entry -> index.put(entry.text(), new byte[0]));
    }

    /** To repeat it changes nothing. */
    void delete(TransactionKey key) {
        unindex(key);
        rows.delete(key.text());
    }

    private void unindex(TransactionKey key) {
        Optional.ofNullable(rows.get(key.text()))
                .map(this::decode)
                .flatMap(CompensationKey::of)
                .ifPresent(entry -> index.delete(entry.text()));
    }
}
