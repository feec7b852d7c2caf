package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * I5: the changelog's final word on each order equals the fold of its events and rejections. A
 * state may be gone only when the order is closed or was never placed and gave no payment back, and
 * long enough ago. The tracker's ledger is compared by {@link LedgerFolds}.
 */
final class StateFolds implements Invariant {

    @Override
    public String id() {
        return "I5";
    }

    @Override
    public String title() {
        return "state equals fold";
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        states(evidence, index, violations);
        LedgerFolds.check(evidence, index.payments(), violations);
    }

    /** The part that is about the decider. */
    static void states(Evidence evidence, Index index, Violations violations) {
        Map<String, List<OutcomeRecord>> orders = index.handledByOrder();
        boolean whole = evidence.log().kept().allOutcomes();
        Map<String, String> unreadable = unreadable(evidence);
        violations.checked(unreadable.size());
        unreadable.forEach(
                (orderId, why) -> violations.found(orderId + " has an unreadable state: " + why));
        orders.forEach(
                (orderId, handled) -> {
                    if (unreadable.containsKey(orderId)) {
                        return;
                    }
                    violations.checked();
                    OrderState fold = Fold.of(handled, evidence.horizon().memory());
                    Optional<OrderState> state =
                            Optional.ofNullable(evidence.states().get(orderId))
                                    .flatMap(StateRecord::state);
                    if (state.isPresent()) {
                        compare(state.get(), fold, whole, violations);
                    } else {
                        forgotten(orderId, fold, evidence.horizon(), violations);
                    }
                });
        unexplained(evidence, orders, whole, violations);
        if (!whole) {
            violations.note("memories compared only with the rejections that retention has left");
        }
    }

    private static Map<String, String> unreadable(Evidence evidence) {
        Map<String, String> unreadable = new TreeMap<>();
        evidence.states()
                .forEach(
                        (orderId, record) ->
                                record.unreadable().ifPresent(why -> unreadable.put(orderId, why)));
        return unreadable;
    }

    private static void forgotten(
            String orderId, OrderState fold, Evidence.Horizon horizon, Violations violations) {
        String status = status(fold);
        if (status.equals(OrderStatus.PLACED.name()) || status.equals(OrderStatus.PAID.name())) {
            violations.found(orderId + " has no state, but is " + status);
        } else if (fold.getOrder().isEmpty() && !fold.getRefunded().isEmpty()) {
            violations.found(orderId + " has no state, but gave back " + fold.getRefunded());
        } else if (!horizon.passed(fold.getChangedAt().toEpochMilli())) {
            violations.found(
                    orderId + " has no state, though last changed at " + fold.getChangedAt());
        }
    }

    private static void unexplained(
            Evidence evidence,
            Map<String, List<OutcomeRecord>> orders,
            boolean whole,
            Violations violations) {
        evidence.states()
                .forEach(
                        (orderId, record) -> {
                            if (record.state().isPresent() && !orders.containsKey(orderId)) {
                                violations.checked();
                                violations.require(
                                        !whole,
                                        () -> orderId + " has a state that no outcome explains");
                            }
                        });
    }

    private static void compare(
            OrderState state, OrderState fold, boolean whole, Violations violations) {
        List<String> wrong = new ArrayList<>();
        differ(wrong, "orderId", state.getOrderId(), fold.getOrderId());
        differ(wrong, "version", state.getVersion(), fold.getVersion());
        differ(wrong, "order", state.getOrder(), fold.getOrder());
        differ(wrong, "refunded", state.getRefunded(), fold.getRefunded());
        if (whole) {
            differ(wrong, "sequence", state.getSequence(), fold.getSequence());
            differ(wrong, "changedAt", state.getChangedAt(), fold.getChangedAt());
            differ(wrong, "handled", state.getHandled(), fold.getHandled());
        } else if (!state.getHandled().containsAll(tail(fold, state.getHandled().size()))) {
            differ(wrong, "handled", state.getHandled(), fold.getHandled());
        }
        if (!wrong.isEmpty()) {
            violations.found(fold.getOrderId() + ": " + String.join(", ", wrong));
        }
    }

    private static List<?> tail(OrderState fold, int most) {
        int size = fold.getHandled().size();
        return fold.getHandled().subList(Math.max(0, size - most), size);
    }

    private static void differ(List<String> wrong, String field, Object state, Object fold) {
        if (!Objects.equals(state, fold)) {
            wrong.add(
                    field + " is " + text(state) + " in the state, " + text(fold) + " by the log");
        }
    }

    private static String text(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("absent")
                : String.valueOf(value);
    }

    private static String status(OrderState state) {
        return state.getOrder().map(order -> order.getStatus().name()).orElse("never placed");
    }
}
