package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.Picks.duplicate;
import static io.orderpipeline.sim.audit.Picks.last;
import static io.orderpipeline.sim.audit.Picks.moved;
import static io.orderpipeline.sim.audit.Picks.saying;
import static io.orderpipeline.sim.audit.Picks.swap;
import static io.orderpipeline.sim.audit.Picks.with;

import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.state.HandledCommand;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.audit.OutcomeRecord.Event;
import io.orderpipeline.sim.audit.OutcomeRecord.Rejection;
import io.orderpipeline.sim.ledger.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Ways to spoil orders, states, books and plans: each is one thing that could go wrong. */
final class OrderMutants {

    private OrderMutants() {}

    static void skipVersion(ReferenceRun run) {
        Event event = Picks.repeated(run, "OrderFulfilled"); // its duplicates tell the version, too
        swap(run.events, event, moved(event, event.version() + 1, event.number()));
    }

    static void swapEvents(ReferenceRun run) {
        Event fulfilled = last(run, "OrderFulfilled");
        Event paid =
                run.events.stream()
                        .filter(each -> each.orderId().equals(fulfilled.orderId()))
                        .filter(each -> each.fact().paid().isPresent())
                        .findFirst()
                        .orElseThrow();
        int later = run.events.indexOf(fulfilled);
        run.events.set(run.events.indexOf(paid), fulfilled);
        run.events.set(later, paid);
    }

    static void fulfilUnpaid(ReferenceRun run) {
        Event cancelled = last(run, "OrderCancelled");
        swap(run.events, cancelled, saying(cancelled, fact("OrderFulfilled", 0)));
    }

    static void alterPayload(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        swap(run.events, event, saying(event, fact(event.type(), event.fact().payload() + 1)));
    }

    private static Fact fact(String type, long payload) {
        return new Fact(
                type,
                payload,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static void fallingSequence(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        swap(run.events, event, moved(event, event.version(), 0));
    }

    static void alterState(ReferenceRun run) {
        state(run, was -> copy(was, was.getVersion() + 1, was.getHandled()));
    }

    static void alterMemory(ReferenceRun run) {
        state(
                run,
                was -> {
                    List<HandledCommand> memory = new ArrayList<>(was.getHandled());
                    memory.remove(0);
                    return copy(was, was.getVersion(), memory);
                });
    }

    static void unreadableState(ReferenceRun run) {
        String orderId = last(run, "OrderFulfilled").orderId();
        run.states.put(orderId, StateRecord.unreadable(new Position(0, 1_000), "wrong magic byte"));
    }

    static void inventState(ReferenceRun run) {
        run.states.put("o-invented", run.states.values().iterator().next());
    }

    static void loseState(ReferenceRun run) {
        run.states.remove(last(run, "OrderFulfilled").orderId());
    }

    static void forgetTooEarly(ReferenceRun run) {
        String orderId = last(run, "OrderFulfilled").orderId();
        run.states.put(orderId, new StateRecord(new Position(0, 1_000), Optional.empty()));
    }

    /** Long enough ago, but the order is still open. */
    static void forgetOpenOrder(ReferenceRun run) {
        run.now = run.now.plus(ReferenceRun.CLOSED_RETENTION);
        String open =
                run.plans.stream()
                        .filter(plan -> !plan.status().equals(OrderStatus.FULFILLED.name()))
                        .filter(plan -> !plan.status().equals(OrderStatus.CANCELLED.name()))
                        .findFirst()
                        .orElseThrow()
                        .order();
        run.states.remove(open);
    }

    static void lag(ReferenceRun run) {
        run.lags.add(new Books.Lag("order-pipeline-views-2", "order.event", 1, 2));
    }

    static void openTransaction(ReferenceRun run) {
        run.transactions.add(new Books.Transaction("order-pipeline-decider-2", "Ongoing", true));
    }

    static void unstableEnd(ReferenceRun run) {
        run.ends.add(new Books.End("order.rejection", 0, 10, 12));
    }

    static void otherReason(ReferenceRun run) {
        Rejection rejection = duplicate(run);
        swap(
                run.rejections,
                rejection,
                with(rejection, rejection.decided(), RejectionReason.COMMAND_ID_REUSED));
    }

    static void otherEnd(ReferenceRun run) {
        Line.Planned plan = run.plans.get(0);
        run.plans.set(
                0,
                new Line.Planned(plan.order(), plan.records(), plan.status(), plan.version() + 1));
    }

    static void nothingRead(ReferenceRun run) {
        run.commands.clear();
        run.events.clear();
        run.rejections.clear();
        run.deadLetters.clear();
        run.actions.clear();
        run.redriven.clear();
        run.journal.clear();
        run.compensations.clear();
        run.requests.clear();
        run.states.clear();
        run.rows.clear();
    }

    private static void state(ReferenceRun run, Function<OrderState, OrderState> change) {
        String orderId = last(run, "OrderFulfilled").orderId();
        run.states.computeIfPresent(
                orderId, (id, was) -> new StateRecord(was.at(), was.state().map(change)));
    }

    private static OrderState copy(OrderState was, long version, List<HandledCommand> memory) {
        return new OrderState(
                was.getOrderId(),
                version,
                was.getSequence(),
                was.getChangedAt(),
                was.getOrder().orElse(null),
                was.getRefunded(),
                memory);
    }
}
