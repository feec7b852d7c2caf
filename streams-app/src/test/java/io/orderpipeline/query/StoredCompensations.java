package io.orderpipeline.query;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Rows that a test puts in; a cursor is the number of rows that came before. */
final class StoredCompensations implements CompensationViews {

    final List<LedgerRow> rows = new CopyOnWriteArrayList<>();
    volatile OrderViews.@Nullable Unavailable unavailable;

    @Override
    public Set<TransactionState> states() {
        return EnumSet.of(TransactionState.UNTRACKED, TransactionState.ESCALATED);
    }

    @Override
    public Listing list(TransactionState state, int limit, Optional<String> cursor) {
        OrderViews.Unavailable why = unavailable;
        if (why != null) {
            return why;
        }
        if (cursor.isPresent() && !cursor.get().matches("[0-9]+")) {
            return new UnknownCursor();
        }
        List<LedgerRow> found = rows.stream().filter(row -> row.getState() == state).toList();
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(found.size(), from + limit);
        Optional<String> next =
                to < found.size() ? Optional.of(String.valueOf(to)) : Optional.empty();
        return new Page(found.subList(from, to), next);
    }

    @Override
    public Finding find(String transactionId) {
        OrderViews.Unavailable why = unavailable;
        return why != null
                ? why
                : new Rows(
                        rows.stream()
                                .filter(row -> row.getTransactionId().equals(transactionId))
                                .toList());
    }
}
