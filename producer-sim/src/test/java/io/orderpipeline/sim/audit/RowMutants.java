package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.ReferenceStories.key;
import static io.orderpipeline.sim.audit.ReferenceStories.t;

import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.Payment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Ways to spoil the tracker's ledger, and what states remember of payments. */
final class RowMutants {

    private RowMutants() {}

    static void alter(ReferenceRun run) {
        change(run, "recovered", row -> row.getCapture().orElseThrow().put("region", "us-east"));
    }

    static void otherOrder(ReferenceRun run) {
        change(run, "recovered", row -> row.put("orderId", "x"));
    }

    static void otherTransaction(ReferenceRun run) {
        change(run, "recovered", row -> row.put("transactionId", "t-x"));
    }

    static void lose(ReferenceRun run) {
        run.rows.remove(key("recovered"));
    }

    static void losePending(ReferenceRun run) {
        run.rows.remove(key("pending"));
    }

    static void invent(ReferenceRun run) {
        run.rows.put("x/t-x", new RowRecord(new Position(0, 1_000), row(run, "pending")));
    }

    static void garble(ReferenceRun run) {
        run.rows.put(
                key("paid"),
                new RowRecord(
                        new Position(0, 1_000), Optional.empty(), Optional.of("wrong magic byte")));
    }

    static void countCompensation(ReferenceRun run) {
        change(run, "recovered", row -> row.put("compensations", row.getCompensations() + 1));
    }

    static void countRequest(ReferenceRun run) {
        change(run, "escalated", row -> row.put("refundRequests", row.getRefundRequests() - 1));
    }

    static void untracked(ReferenceRun run) {
        change(run, "pending", row -> row.put("state", TransactionState.UNTRACKED));
    }

    static void hidePending(ReferenceRun run) {
        change(run, "pending", row -> row.put("state", TransactionState.TRACKED));
    }

    static void hideEscalated(ReferenceRun run) {
        change(
                run,
                "escalated",
                row -> {
                    row.put("state", TransactionState.REFUNDED);
                    row.put("escalation", null);
                });
    }

    /** A millisecond longer than it may; what was cited before it does not wait. */
    static void pendingForEver(ReferenceRun run) {
        escalate(run, "cited");
        run.now = overdue(Picks.capture(run, "pending").timestampMs()).plusMillis(1);
    }

    /** A millisecond longer than it may, which the pending one may still. */
    static void citedForEver(ReferenceRun run) {
        long citedAtMs = Picks.event(run, "cited", "PaymentConfirmed").handledAtMs();
        run.now = overdue(citedAtMs).plusMillis(1);
    }

    /** When the tracker must have looked at what waits since then. */
    static Instant overdue(long sinceMs) {
        return ReferenceRun.DEADLINE.overdue(Instant.ofEpochMilli(sinceMs));
    }

    static void escalate(ReferenceRun run, String story) {
        change(
                run,
                story,
                row -> {
                    row.put("state", TransactionState.ESCALATED);
                    row.put("escalation", "its deadline passed");
                });
    }

    static void noReason(ReferenceRun run) {
        change(run, "escalated", row -> row.put("escalation", null));
    }

    static void resolvedByNobody(ReferenceRun run) {
        change(
                run,
                "escalated",
                row -> {
                    row.put("state", TransactionState.RESOLVED);
                    row.put("escalation", null);
                });
    }

    static void otherOperator(ReferenceRun run) {
        change(run, "retried", row -> row.getAction().orElseThrow().put("operator", "bob"));
    }

    static void otherCitation(ReferenceRun run) {
        change(
                run,
                "recovered",
                row ->
                        row.getPayment()
                                .orElseThrow()
                                .put("event", new Cause("order.event", 0, 999L)));
    }

    static void otherRefundCitation(ReferenceRun run) {
        Cause other = new Cause("order.event", 0, 999L);
        change(run, "cancelled", row -> row.getRefund().orElseThrow().put("event", other));
    }

    /** Neither the request nor its count: the tracker saw the event, and did nothing. */
    static void neverAsked(ReferenceRun run) {
        run.requests.removeAll(Picks.requests(run, "escalated"));
        change(run, "escalated", row -> row.put("refundRequests", 0));
    }

    static void otherTime(ReferenceRun run) {
        change(run, "retried", row -> row.put("refundedAt", ReferenceRun.START));
    }

    static void callTracked(ReferenceRun run) {
        change(run, "recovered", row -> row.put("state", TransactionState.TRACKED));
    }

    static void loseCent(ReferenceRun run) {
        change(run, "pending", row -> capture(row, new Money(1_249L, "EUR")));
    }

    static void swapCurrency(ReferenceRun run) {
        change(run, "pending", row -> capture(row, new Money(1_250L, "USD")));
    }

    static void loseCentInState(ReferenceRun run) {
        state(
                run,
                "recovered",
                state -> {
                    Payment less = new Payment(t("recovered"), new Money(1_249L, "EUR"));
                    state.getOrder().orElseThrow().put("payment", less);
                });
    }

    static void forgetRefund(ReferenceRun run) {
        state(run, "cancelled", state -> state.put("refunded", List.of()));
    }

    /** Long enough ago, but a transaction that was given back must never pay. */
    static void forgetUnplaced(ReferenceRun run) {
        run.now = run.now.plus(ReferenceRun.CLOSED_RETENTION);
        run.states.remove("escalated");
    }

    static void noLedger(ReferenceRun run) {
        run.tracked = false;
    }

    static void awaitRefund(ReferenceRun run, String story) {
        change(
                run,
                story,
                row -> {
                    row.put("state", TransactionState.REFUND_REQUESTED);
                    row.put("refundedAt", null);
                });
    }

    private static void capture(LedgerRow row, Money amount) {
        row.getCapture().orElseThrow().put("amount", amount);
    }

    private static LedgerRow row(ReferenceRun run, String story) {
        RowRecord record = run.rows.get(key(story));
        if (record == null) {
            throw new IllegalStateException("the tale of " + story + " has no row");
        }
        return record.row().orElseThrow();
    }

    private static void change(ReferenceRun run, String story, Consumer<LedgerRow> change) {
        change.accept(row(run, story));
    }

    private static void state(ReferenceRun run, String story, Consumer<OrderState> change) {
        run.states.values().stream()
                .flatMap(record -> record.state().stream())
                .filter(state -> state.getOrderId().equals(story))
                .forEach(change);
    }
}
