package io.orderpipeline.serving;

import io.orderpipeline.pipeline.view.OrderIndexKey;
import io.orderpipeline.pipeline.view.OrderIndexKey.Selection;
import io.orderpipeline.pipeline.view.TransactionIndexKey;
import io.orderpipeline.pipeline.view.TransactionKey;
import io.orderpipeline.query.Selections;
import io.orderpipeline.query.routing.IndexRange;
import io.orderpipeline.query.routing.IndexRange.Index;
import io.orderpipeline.schema.ledger.TransactionState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Knows the form of the indexes' keys. */
public final class KeySelections implements Selections {

    /** More rows of one transaction than any mistake makes. */
    private static final int MAX_ROWS = 1_000;

    @Override
    public Optional<IndexRange> orders(OrderFilter filter, Optional<String> behind, int limit) {
        Selection selection = new Selection(filter.status(), filter.customer());
        Optional<OrderIndexKey> last = behind.flatMap(text -> OrderIndexKey.parse(selection, text));
        if (last.isEmpty() && behind.isPresent()) {
            return Optional.empty();
        }
        String from = filter.from().map(selection::from).orElse(selection.first());
        String to = filter.to().map(selection::to).orElse(selection.last());
        return Optional.of(
                range(Index.ORDERS, from, last.map(OrderIndexKey::previous).orElse(to), limit));
    }

    @Override
    public Optional<IndexRange> transactions(
            TransactionState state, Optional<Instant> before, Optional<String> behind, int limit) {
        Optional<TransactionIndexKey> last =
                behind.flatMap(text -> TransactionIndexKey.parse(state, text));
        if (last.isEmpty() && behind.isPresent()) {
            return Optional.empty();
        }
        String from = last.map(TransactionIndexKey::next).orElse(TransactionIndexKey.first(state));
        String to =
                before.map(instant -> TransactionIndexKey.from(state, instant))
                        .orElse(TransactionIndexKey.last(state));
        return Optional.of(range(Index.TRANSACTIONS, from, to, limit));
    }

    @Override
    public IndexRange transaction(String transactionId) {
        return range(
                Index.TRANSACTION_IDS,
                TransactionKey.first(transactionId),
                TransactionKey.last(transactionId),
                MAX_ROWS);
    }

    /** A page may begin behind the end; then it is empty. */
    private static IndexRange range(Index index, String from, String to, int limit) {
        return new IndexRange(index, from, from.compareTo(to) <= 0 ? to : from, limit);
    }

    @Override
    public Set<TransactionState> offPath() {
        return TransactionIndexKey.OFF_PATH;
    }
}
