package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import java.util.Optional;

/**
 * The final word of the tracker's changelog on one transaction.
 *
 * @param at where it stands in the changelog
 * @param row absent when it is a tombstone or unreadable
 * @param unreadable why it cannot be decoded, if it cannot
 */
record RowRecord(Position at, Optional<LedgerRow> row, Optional<String> unreadable) {

    /** A row that can be read. */
    RowRecord(Position at, LedgerRow row) {
        this(at, Optional.of(row), Optional.empty());
    }
}
