package io.orderpipeline.query;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of the payment ledger as queries see them: only what is committed. Implementations are
 * safe for many threads and never take "I cannot know right now" for "there is none".
 */
public interface CompensationViews {

    /** The states that rows can be listed by: those off the happy path. */
    Set<TransactionState> states();

    /**
     * Rows in one of {@link #states()}, those first that have been in it longest.
     *
     * @param limit the most rows that are wanted
     * @param cursor where an earlier page ended; absent for the first one
     */
    Listing list(TransactionState state, int limit, Optional<String> cursor);

    /** All rows of a transaction: one, unless gateway and orders contradict each other. */
    Finding find(String transactionId);

    /** What came of a listing. */
    sealed interface Listing permits Page, UnknownCursor, OrderViews.Unavailable {}

    /**
     * Rows, as of one moment each; a row that moves while the page is made is left out.
     *
     * @param next where the page behind this one begins; absent when there is none
     */
    record Page(List<LedgerRow> rows, Optional<String> next) implements Listing {}

    /** The cursor does not come from a page of this state. */
    record UnknownCursor() implements Listing {}

    /** What came of a look-up. */
    sealed interface Finding permits Rows, OrderViews.Unavailable {}

    /** The rows; none when no part of the ledger knows the transaction. */
    record Rows(List<LedgerRow> all) implements Finding {}
}
