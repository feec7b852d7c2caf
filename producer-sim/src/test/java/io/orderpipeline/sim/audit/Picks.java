package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.audit.OutcomeRecord.Cause;
import io.orderpipeline.sim.audit.OutcomeRecord.Decided;
import io.orderpipeline.sim.audit.OutcomeRecord.Event;
import io.orderpipeline.sim.audit.OutcomeRecord.Rejection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Finds and alters records of a run, for mutants. */
final class Picks {

    private Picks() {}

    static Event last(ReferenceRun run, String type) {
        return run.events.stream()
                .filter(event -> event.type().equals(type))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** The last event of this type whose command was sent again. */
    static Event repeated(ReferenceRun run, String type) {
        Predicate<Event> again =
                event ->
                        run.rejections.stream()
                                .filter(each -> each.reason() == RejectionReason.DUPLICATE_COMMAND)
                                .anyMatch(each -> each.commandId().equals(event.commandId()));
        return run.events.stream()
                .filter(event -> event.type().equals(type))
                .filter(again)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    static Rejection duplicate(ReferenceRun run) {
        Predicate<Rejection> wanted =
                each ->
                        each.reason() == RejectionReason.DUPLICATE_COMMAND
                                && each.original().orElseThrow().getKind() == OutcomeKind.ACCEPTED;
        return run.rejections.stream().filter(wanted).findFirst().orElseThrow();
    }

    static CommandRecord causing(ReferenceRun run, Event event) {
        return run.commands.stream()
                .filter(command -> command.at().equals(event.cause().at()))
                .findFirst()
                .orElseThrow();
    }

    static Event moved(Event event, long version, long sequence) {
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

    static Event decided(Event event, UnaryOperator<Decided> change) {
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

    static Decided cause(Decided was, Cause now) {
        return new Decided(
                was.key(), was.orderId(), was.commandId(), was.commandHash(), now, was.atMs());
    }

    static Rejection with(Rejection was, Decided decided, RejectionReason reason) {
        return new Rejection(
                was.at(), decided, was.sequence(), reason, was.currentVersion(), was.original());
    }

    static <T> void swap(List<T> list, T was, T now) {
        list.set(list.indexOf(was), now);
    }
}
