package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.Picks.cause;
import static io.orderpipeline.sim.audit.Picks.causing;
import static io.orderpipeline.sim.audit.Picks.decided;
import static io.orderpipeline.sim.audit.Picks.duplicate;
import static io.orderpipeline.sim.audit.Picks.last;
import static io.orderpipeline.sim.audit.Picks.moved;
import static io.orderpipeline.sim.audit.Picks.saying;
import static io.orderpipeline.sim.audit.Picks.swap;
import static io.orderpipeline.sim.audit.Picks.with;

import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.audit.OutcomeRecord.Decided;
import io.orderpipeline.sim.audit.OutcomeRecord.Event;
import io.orderpipeline.sim.audit.OutcomeRecord.Rejection;
import java.util.List;
import java.util.Optional;

/** Ways to lose, double or invent records: each is one thing that a broken pipeline could do. */
final class LogMutants {

    private LogMutants() {}

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
        List<Event> payments =
                run.events.stream().filter(each -> each.fact().paid().isPresent()).toList();
        Event second = payments.get(1);
        swap(run.events, second, saying(second, payments.get(0).fact()));
    }

    static void citeNothing(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        Place nowhere = new Place("order.command", new Position(0, 1_000_000));
        swap(run.events, event, decided(event, d -> cause(d, nowhere)));
    }

    static void citeAnother(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        Place other = run.events.get(0).cause();
        swap(run.events, event, decided(event, d -> cause(d, other)));
    }

    static void alterDeadLetter(ReferenceRun run) {
        OutcomeRecord.DeadLetter letter = run.deadLetters.get(0);
        run.deadLetters.set(
                0,
                new OutcomeRecord.DeadLetter(
                        letter.at(),
                        letter.cause(),
                        letter.key(),
                        Optional.of(letter.bytes().orElseThrow() + 1),
                        ""));
    }

    static void alterHash(ReferenceRun run) {
        Rejection rejection = duplicate(run);
        Decided was = rejection.decided();
        Decided now =
                new Decided(
                        was.key(),
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
}
