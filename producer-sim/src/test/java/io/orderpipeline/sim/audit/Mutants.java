package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.state.HandledCommand;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.audit.OutcomeRecord.Cause;
import io.orderpipeline.sim.audit.OutcomeRecord.Decided;
import io.orderpipeline.sim.audit.OutcomeRecord.Event;
import io.orderpipeline.sim.audit.OutcomeRecord.Rejection;
import io.orderpipeline.sim.ledger.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Ways to spoil clean evidence: each does one thing that a broken pipeline could do. */
final class Mutants {

    private Mutants() {}

    static void dropEvent(ReferenceRun run) {
        run.events.remove(last(run, "OrderFulfilled"));
    }

    static void dropRejection(ReferenceRun run) {
        run.rejections.remove(duplicate(run));
    }

    static void dropDeadLetter(ReferenceRun run) {
        run.deadLetters.remove(0);
    }

    static void loseCommand(ReferenceRun run) {
        CommandRecord lost = causing(run, last(run, "OrderFulfilled"));
        run.commands.remove(lost);
    }

    static void replaceCommand(ReferenceRun run) {
        CommandRecord lost = causing(run, last(run, "OrderFulfilled"));
        CommandRecord.Body body = lost.body().orElseThrow();
        CommandRecord.Body other =
                new CommandRecord.Body(
                        "c-other", body.orderId(), body.type(), body.payload(), body.whole());
        run.commands.set(
                run.commands.indexOf(lost),
                new CommandRecord(lost.at(), lost.timestampMs(), lost.bytes(), Optional.of(other)));
    }

    /** The command that duplicates repeat has no outcome, and the duplicates stay. */
    static void swallow(ReferenceRun run) {
        Rejection repetition = duplicate(run);
        run.events.removeIf(event -> event.commandId().equals(repetition.commandId()));
        run.rejections.removeIf(
                each ->
                        each.commandId().equals(repetition.commandId())
                                && each.sequence().isPresent());
    }

    static void repeatEvent(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        run.events.add(moved(event, event.version(), event.number()));
    }

    static void applyTwice(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        run.events.add(moved(event, event.version() + 1, event.number() + 1));
    }

    static void repeatRejection(ReferenceRun run) {
        run.rejections.add(duplicate(run));
    }

    static void decideBothWays(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        run.rejections.add(
                new Rejection(
                        new Position(event.at().partition(), 1_000),
                        event.decided(),
                        Optional.empty(),
                        RejectionReason.DUPLICATE_COMMAND,
                        event.version(),
                        Optional.empty()));
    }

    static void payTwice(ReferenceRun run) {
        List<Event> payments = run.events.stream().filter(each -> each.paid().isPresent()).toList();
        Event second = payments.get(1);
        swap(
                run.events,
                second,
                new Event(
                        second.at(),
                        second.decided(),
                        second.version(),
                        second.number(),
                        second.type(),
                        payments.get(0).payload(),
                        Optional.empty(),
                        payments.get(0).paid()));
    }

    static void citeNothing(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        Cause nowhere = new Cause("order.command", new Position(0, 1_000_000));
        swap(run.events, event, decided(event, d -> cause(d, nowhere)));
    }

    static void citeAnother(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        Cause other = last(run, "OrderCancelled").cause();
        swap(run.events, event, decided(event, d -> cause(d, other)));
    }

    static void alterDeadLetter(ReferenceRun run) {
        OutcomeRecord.DeadLetter letter = run.deadLetters.get(0);
        run.deadLetters.set(
                0,
                new OutcomeRecord.DeadLetter(
                        letter.at(), letter.cause(), letter.key(), letter.bytes() + 1, ""));
    }

    static void alterHash(ReferenceRun run) {
        Rejection rejection = duplicate(run);
        Decided was = rejection.decided();
        Decided now =
                new Decided(
                        was.orderId(),
                        was.commandId(),
                        was.commandHash() + 1,
                        was.cause(),
                        was.atMs());
        swap(run.rejections, rejection, with(rejection, now, rejection.reason()));
    }

    static void alterOriginal(ReferenceRun run) {
        Rejection rejection = duplicate(run);
        CommandOutcome other = new CommandOutcome(OutcomeKind.ACCEPTED, 99L, null);
        swap(
                run.rejections,
                rejection,
                new Rejection(
                        rejection.at(),
                        rejection.decided(),
                        rejection.sequence(),
                        rejection.reason(),
                        rejection.currentVersion(),
                        Optional.of(other)));
    }

    static void unreadableEvent(ReferenceRun run) {
        run.unreadable.add("order.event 0@99 is no Avro record");
    }

    static void skipVersion(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        swap(run.events, event, moved(event, event.version() + 1, event.number()));
    }

    static void swapEvents(ReferenceRun run) {
        Event fulfilled = last(run, "OrderFulfilled");
        Event paid =
                run.events.stream()
                        .filter(each -> each.orderId().equals(fulfilled.orderId()))
                        .filter(each -> each.paid().isPresent())
                        .findFirst()
                        .orElseThrow();
        int later = run.events.indexOf(fulfilled);
        run.events.set(run.events.indexOf(paid), fulfilled);
        run.events.set(later, paid);
    }

    static void fulfilUnpaid(ReferenceRun run) {
        Event cancelled = last(run, "OrderCancelled");
        Event fulfilled =
                new Event(
                        cancelled.at(),
                        cancelled.decided(),
                        cancelled.version(),
                        cancelled.number(),
                        "OrderFulfilled",
                        cancelled.payload(),
                        Optional.empty(),
                        Optional.empty());
        swap(run.events, cancelled, fulfilled);
    }

    static void alterPayload(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        Event altered =
                new Event(
                        event.at(),
                        event.decided(),
                        event.version(),
                        event.number(),
                        event.type(),
                        event.payload() + 1,
                        event.placed(),
                        event.paid());
        swap(run.events, event, altered);
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
        run.lags.add(new Books.Lag("order-pipeline-views-1", "order.event", 1, 2));
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
        run.states.clear();
    }

    private static Event last(ReferenceRun run, String type) {
        return run.events.stream()
                .filter(event -> event.type().equals(type))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    private static Rejection duplicate(ReferenceRun run) {
        Predicate<Rejection> wanted =
                each ->
                        each.reason() == RejectionReason.DUPLICATE_COMMAND
                                && each.original().orElseThrow().getKind() == OutcomeKind.ACCEPTED;
        return run.rejections.stream().filter(wanted).findFirst().orElseThrow();
    }

    private static CommandRecord causing(ReferenceRun run, Event event) {
        return run.commands.stream()
                .filter(command -> command.at().equals(event.cause().at()))
                .findFirst()
                .orElseThrow();
    }

    private static Event moved(Event event, long version, long sequence) {
        return new Event(
                event.at(),
                event.decided(),
                version,
                sequence,
                event.type(),
                event.payload(),
                event.placed(),
                event.paid());
    }

    private static Event decided(Event event, UnaryOperator<Decided> change) {
        return new Event(
                event.at(),
                change.apply(event.decided()),
                event.version(),
                event.number(),
                event.type(),
                event.payload(),
                event.placed(),
                event.paid());
    }

    private static Decided cause(Decided was, Cause now) {
        return new Decided(was.orderId(), was.commandId(), was.commandHash(), now, was.atMs());
    }

    private static Rejection with(Rejection was, Decided decided, RejectionReason reason) {
        return new Rejection(
                was.at(), decided, was.sequence(), reason, was.currentVersion(), was.original());
    }

    private static <T> void swap(List<T> list, T was, T now) {
        list.set(list.indexOf(was), now);
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
                memory);
    }
}
