package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many payment transactions came to what. The first six are told by the topics, the others by
 * the tracker's ledger; untracked ones are among the others, too, and a tracked one that was never
 * captured is pending as well.
 *
 * @param captured the journal shows their capture
 * @param tracked a client's confirmation paid an order with them
 * @param untracked a compensation was issued for them
 * @param recovered a compensation paid an order with them
 * @param refunded the journal shows their refund
 * @param late both tracked and untracked: the confirmation had waited for the decider for longer
 *     than the deadline, and came first all the same
 * @param escalated a person must decide
 * @param pending under way
 * @param resolved a person decided that nothing more is needed
 */
public record TransactionCounts(
        long captured,
        long tracked,
        long untracked,
        long recovered,
        long refunded,
        long late,
        long escalated,
        long pending,
        long resolved) {

    private static final Set<TransactionState> UNDER_WAY =
            EnumSet.of(
                    TransactionState.PENDING,
                    TransactionState.CITED,
                    TransactionState.UNTRACKED,
                    TransactionState.REFUND_REQUESTED);

    static TransactionCounts of(Payments payments, Collection<RowRecord> rows) {
        return new TransactionCounts(
                count(payments, facts -> !facts.captures().isEmpty()),
                count(payments, Facts::tracked),
                count(payments, facts -> !facts.compensations().isEmpty()),
                count(payments, Facts::recovered),
                count(payments, facts -> !facts.refunds().isEmpty()),
                count(payments, facts -> facts.tracked() && !facts.compensations().isEmpty()),
                count(rows, EnumSet.of(TransactionState.ESCALATED)),
                count(rows, UNDER_WAY),
                count(rows, EnumSet.of(TransactionState.RESOLVED)));
    }

    private static long count(Payments payments, Predicate<Facts> which) {
        return payments.all().stream().filter(which).count();
    }

    private static long count(Collection<RowRecord> rows, Set<TransactionState> states) {
        return rows.stream()
                .flatMap(record -> record.row().stream())
                .map(LedgerRow::getState)
                .filter(states::contains)
                .count();
    }
}
