package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.wire.LedgerWire;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The tracker's rows of one partition, with their index and totals kept in step. Rows are never
 * forgotten: the journal is kept forever, and a capture that is journaled once more after its row
 * was gone would be taken for a new one and refunded. Confined to its task's thread.
 */
final class LedgerStore {

    private final KeyValueStore<String, byte[]> rows;
    private final LedgerIndex index;
    private final LedgerTotals totals;
    private final AvroSerde<LedgerRow> serde;
    private final String changelog;

    LedgerStore(ProcessorContext<?, ?> context, Registry registry) {
        rows = context.getStateStore(Applications.LEDGER_STORE);
        index = LedgerIndex.of(context);
        totals = new LedgerTotals(context);
        serde = AvroSerde.of(LedgerRow.class, registry);
        changelog = context.applicationId() + "-" + Applications.LEDGER_STORE + "-changelog";
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> ledger() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Applications.LEDGER_STORE),
                Serdes.String(),
                Serdes.ByteArray());
    }

    Optional<Transaction> find(LedgerKey key) {
        return Optional.ofNullable(rows.get(key.text()))
                .map(value -> LedgerWire.read(serde.deserialize(changelog, value)));
    }

    /** Made before the first effect of a record, where a failure does no harm. */
    byte[] serialize(Transaction transaction) {
        return serde.serialize(changelog, LedgerWire.write(transaction));
    }

    void add(Transaction transaction, byte[] value) {
        rows.put(LedgerKey.of(transaction).text(), value);
        index.add(transaction);
        totals.entered(transaction.state());
    }

    void replace(Transaction before, Transaction after, byte[] value) {
        rows.put(LedgerKey.of(after).text(), value);
        index.move(before, after);
        totals.moved(before.state(), after.state());
    }

    LedgerIndex index() {
        return index;
    }

    LedgerTotals totals() {
        return totals;
    }
}
