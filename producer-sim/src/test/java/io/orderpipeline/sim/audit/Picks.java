package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
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
                .filter(command -> command.at().equals(event.cause()))
                .findFirst()
                .orElseThrow();
    }

    static Event moved(Event event, long version, long sequence) {
        return new Event(event.at(), event.decided(), version, sequence, event.fact());
    }

    static Event decided(Event event, UnaryOperator<Decided> change) {
        Decided now = change.apply(event.decided());
        return new Event(event.at(), now, event.version(), event.number(), event.fact());
    }

    static Event saying(Event event, Fact fact) {
        return new Event(event.at(), event.decided(), event.version(), event.number(), fact);
    }

    static Decided cause(Decided was, Place now) {
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

    /** The last event of this type of an order. */
    static Event event(ReferenceRun run, String orderId, String type) {
        return run.events.stream()
                .filter(event -> event.orderId().equals(orderId) && event.type().equals(type))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** The last rejection of an order for this reason. */
    static Rejection refused(ReferenceRun run, String orderId, RejectionReason reason) {
        return run.rejections.stream()
                .filter(each -> each.orderId().equals(orderId) && each.reason() == reason)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** The compensations of a story, in order. */
    static List<CompensationRecord> compensations(ReferenceRun run, String story) {
        return run.compensations.stream().filter(each -> each.key().equals(story)).toList();
    }

    /** The refund requests of a story, in order. */
    static List<RequestRecord> requests(ReferenceRun run, String story) {
        return run.requests.stream().filter(each -> each.key().equals(story)).toList();
    }

    static JournalRecord capture(ReferenceRun run, String story) {
        return journal(run, story, false);
    }

    static JournalRecord refund(ReferenceRun run, String story) {
        return journal(run, story, true);
    }

    private static JournalRecord journal(ReferenceRun run, String story, boolean refund) {
        return run.journal.stream()
                .filter(each -> each.entry().filter(e -> says(e, story, refund)).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static boolean says(JournalRecord.Entry entry, String story, boolean refund) {
        return entry.claim().orderId().equals(story) && entry.refundId().isPresent() == refund;
    }
}
