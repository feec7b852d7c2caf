package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Cause;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Copies each committed row of the tracker's ledger; the last one of a key wins. It is decoded all
 * the same: for the index, and because a row that nobody can read must not wait for the first
 * person who asks.
 */
final class ProjectTransactionProcessor extends Projection {

    private final Registry registry;
    private final String ledger;
    private final ViewWatch watch;
    private TransactionStore transactions;

    ProjectTransactionProcessor(Registry registry, String ledger, ViewWatch watch) {
        this.registry = registry;
        this.ledger = ledger;
        this.watch = watch;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        transactions = new TransactionStore(context, registry, ledger);
        watch.transactions(partition(), transactions.counts());
    }

    @Override
    long apply(Cause cause, Record<String, byte[]> message) {
        Change change = PoisonRecordException.unlessHandled(cause, () -> read(message));
        change.row()
                .ifPresentOrElse(
                        row -> transactions.put(change.key(), message.value(), row),
                        () -> transactions.delete(change.key()));
        watch.transactions(partition(), transactions.counts());
        return message.timestamp();
    }

    /** What a record of the ledger says; without a row, that there is none any more. */
    private record Change(TransactionKey key, Optional<LedgerRow> row) {}

    private Change read(Record<String, byte[]> message) {
        String name = Objects.requireNonNull(message.key(), "the record has no key");
        TransactionKey key = TransactionKey.ofLedger(name);
        Optional<LedgerRow> row = Optional.ofNullable(message.value()).map(transactions::decode);
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

    @Override
    public void close() {
        watch.gone(partition());
    }
}
