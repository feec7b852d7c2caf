package io.orderpipeline.pipeline.view;

import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.pipeline.fold.Changes;
import io.orderpipeline.pipeline.fold.Fold;
import io.orderpipeline.pipeline.fold.LogRecord;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Copies each row of the tracker's ledger, and indexes it by state and time and by order; the last
 * one of a key wins. A row is decoded all the same: for the index, and because one that nobody can
 * read must not wait for the first person who asks.
 */
final class TransactionFold implements Fold {

    private static final byte[] NOTHING = {};

    private final AvroSerde<LedgerRow> rows;

    TransactionFold(Registry registry) {
        rows = AvroSerde.of(LedgerRow.class, registry);
    }

    /** What a record of the ledger says; without a row, that there is none any more. */
    private record Change(TransactionKey key, Optional<LedgerRow> row) {}

    @Override
    public long apply(LogRecord message, Changes changes) {
        Change change = PoisonRecordException.unlessHandled(message.cause(), () -> read(message));
        String byOrder = new OrderTransactionKey(change.key()).text();
        changes.get(ViewTables.TRANSACTION_BY_ORDER, byOrder)
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .ifPresent(entry -> remove(changes, entry));
        if (change.row().isPresent()) {
            String entry = TransactionIndexKey.of(change.row().get()).text();
            changes.put(
                    ViewTables.TRANSACTION_ROW,
                    change.key().text(),
                    Objects.requireNonNull(message.value()));
            changes.put(
                    ViewTables.TRANSACTION_BY_ORDER,
                    byOrder,
                    entry.getBytes(StandardCharsets.UTF_8));
            changes.put(ViewTables.TRANSACTION_INDEX, entry, NOTHING);
            count(changes, entry, 1);
        } else {
            changes.delete(ViewTables.TRANSACTION_ROW, change.key().text());
            changes.delete(ViewTables.TRANSACTION_BY_ORDER, byOrder);
        }
        return message.timestampMs();
    }

    private static void remove(Changes changes, String entry) {
        changes.delete(ViewTables.TRANSACTION_INDEX, entry);
        count(changes, entry, -1);
    }

    private static void count(Changes changes, String entry, long difference) {
        changes.count(TransactionIndexKey.stateOf(entry).name(), difference);
    }

    private Change read(LogRecord message) {
        String name = Objects.requireNonNull(message.key(), "the record has no key");
        TransactionKey key = TransactionKey.ofLedger(name);
        Optional<LedgerRow> row =
                Optional.ofNullable(message.value())
                        .map(value -> rows.deserialize(message.cause().topic(), value));
        row.ifPresent(found -> requireKey(key, found));
        return new Change(key, row);
    }

    private static void requireKey(TransactionKey key, LedgerRow row) {
        if (!key.equals(new TransactionKey(row.getTransactionId(), row.getOrderId()))) {
            throw new IllegalArgumentException(
                    "the record's key names order '%s' and transaction '%s', its row '%s' and '%s'"
                            .formatted(
                                    key.orderId(),
                                    key.transactionId(),
                                    row.getOrderId(),
                                    row.getTransactionId()));
        }
    }
}
