package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the events of one order have come.
 *
 * @param version the last event's
 * @param last the last event
 * @param status absent while the order was never placed
 * @param total what the order costs, once it was placed
 * @param paidBy the transaction that paid it, once one did
 * @param givenBack the transactions whose refund was requested
 */
record Progress(
        long version,
        OutcomeRecord.Event last,
        Optional<OrderStatus> status,
        Optional<Amount> total,
        Optional<String> paidBy,
        List<String> givenBack) {

    static Progress after(@Nullable Progress before, OutcomeRecord.Event event) {
        Fact fact = event.fact();
        Optional<OrderStatus> status = before == null ? Optional.empty() : before.status;
        Optional<Amount> total = before == null ? Optional.empty() : before.total;
        Optional<String> paidBy = before == null ? Optional.empty() : before.paidBy;
        List<String> givenBack = before == null ? List.of() : before.givenBack;
        return new Progress(
                event.version(),
                event,
                Transitions.after(status, event.type()),
                fact.placed().map(OrderSnapshot::getTotal).map(Amount::of).or(() -> total),
                fact.paid().map(Payment::getTransactionId).or(() -> paidBy),
                fact.refund().map(each -> with(givenBack, each.transactionId())).orElse(givenBack));
    }

    private static List<String> with(List<String> all, String one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }

    /** What never was an order, but gave money back, must be remembered forever. */
    boolean forgettable() {
        return status.isPresent() || givenBack.isEmpty();
    }
}
