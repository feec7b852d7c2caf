package io.orderpipeline.serving;

import io.orderpipeline.pipeline.fold.Entries;
import io.orderpipeline.pipeline.view.TransactionKey;
import io.orderpipeline.pipeline.view.ViewTables;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.serde.AvroSerde;
import java.util.Optional;

/** Reads rows of the ledger, which are kept as the tracker wrote them. Safe for many threads. */
public final class LedgerRows {

    private final AvroSerde<LedgerRow> serde;
    private final String ledger;

    /**
     * Asks nothing yet.
     *
     * @param ledger the topic that the rows were written to
     */
    public LedgerRows(Registry registry, String ledger) {
        this.serde = AvroSerde.of(LedgerRow.class, registry);
        this.ledger = ledger;
    }

    Optional<LedgerRow> find(Entries transactions, TransactionKey key) {
        return transactions.get(ViewTables.TRANSACTION_ROW, key.text()).map(this::read);
    }

    LedgerRow read(byte[] row) {
        return serde.deserialize(ledger, row);
    }
}
