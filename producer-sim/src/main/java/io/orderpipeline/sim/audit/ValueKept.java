package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.Payment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * I8: per currency and to the cent, what was captured is what was applied, given back, pending or
 * resolved. The four come from sources that do not derive from each other here: the journal, the
 * decider's states, the journal's refunds and the tracker's rows. What was applied although the
 * journal never showed it stands on the side of the captures, by the rows that say so, and is told.
 */
final class ValueKept implements Invariant {

    private static final Set<TransactionState> OPEN =
            EnumSet.of(
                    TransactionState.PENDING,
                    TransactionState.UNTRACKED,
                    TransactionState.REFUND_REQUESTED,
                    TransactionState.ESCALATED);

    @Override
    public String id() {
        return "I8";
    }

    @Override
    public String title() {
        return "value";
    }

    @Override
    public boolean needsSubjects(Evidence evidence) {
        return PaymentSubjects.expected(evidence);
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        if (!evidence.tracked()) {
            violations.note(PaymentSubjects.NO_TRACKER);
            return;
        }
        Balance balance = new Balance();
        for (Facts facts : index.payments().all()) {
            facts.capture().ifPresent(each -> add(balance, Balance.Side.CAPTURED, each));
            facts.refund().ifPresent(each -> add(balance, Balance.Side.REFUNDED, each));
        }
        applied(evidence)
                .forEach(
                        payment ->
                                balance.add(Balance.Side.APPLIED, Amount.of(payment.getAmount())));
        evidence.rows()
                .values()
                .forEach(record -> record.row().ifPresent(row -> held(row, balance)));
        violations.checked(balance.amounts());
        balance.unequal().forEach(violations::found);
        balance.uncaptured().ifPresent(violations::note);
    }

    private static void add(Balance balance, Balance.Side side, JournalRecord record) {
        record.entry().ifPresent(entry -> balance.add(side, entry.claim().amount()));
    }

    private static void held(LedgerRow row, Balance balance) {
        boolean open = row.getPayment().isEmpty() && row.getRefundedAt().isEmpty();
        if (row.getCapture().isEmpty()) {
            row.getPayment()
                    .ifPresent(
                            payment ->
                                    balance.add(
                                            Balance.Side.UNCAPTURED,
                                            Amount.of(payment.getAmount())));
        } else if (open && OPEN.contains(row.getState())) {
            balance.add(Balance.Side.PENDING, Amount.of(row.getCapture().get().getAmount()));
        } else if (open && row.getState() == TransactionState.RESOLVED) {
            balance.add(Balance.Side.RESOLVED, Amount.of(row.getCapture().get().getAmount()));
        }
    }

    /** By the states; of lives that were forgotten, by the events. */
    private static List<Payment> applied(Evidence evidence) {
        List<Payment> applied = new ArrayList<>();
        Map<String, Payment> byEvents = new HashMap<>();
        for (OutcomeRecord.Event event : evidence.log().events()) {
            if (event.version() == 1) {
                Optional.ofNullable(byEvents.remove(event.orderId())).ifPresent(applied::add);
            }
            event.fact().paid().ifPresent(paid -> byEvents.put(event.orderId(), paid));
        }
        evidence.states()
                .forEach(
                        (orderId, record) ->
                                record.state()
                                        .ifPresent(
                                                state -> {
                                                    byEvents.remove(orderId);
                                                    state.getOrder()
                                                            .flatMap(OrderSnapshot::getPayment)
                                                            .ifPresent(applied::add);
                                                }));
        applied.addAll(byEvents.values());
        return applied;
    }
}
