package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.Picks.duplicate;
import static io.orderpipeline.sim.audit.Picks.last;
import static io.orderpipeline.sim.audit.Picks.swap;
import static io.orderpipeline.sim.audit.Picks.with;

import io.orderpipeline.sim.audit.OutcomeRecord.DeadLetter;
import io.orderpipeline.sim.audit.OutcomeRecord.Decided;
import io.orderpipeline.sim.audit.OutcomeRecord.Event;
import io.orderpipeline.sim.audit.OutcomeRecord.Rejection;
import java.util.Optional;

/** Ways to put a true outcome in the wrong place or at the wrong time. */
final class PlaceMutants {

    private PlaceMutants() {}

    static void otherKey(ReferenceRun run) {
        Rejection rejection = duplicate(run);
        Decided was = rejection.decided();
        alter(run, rejection, decided(was, "o-other", was.atMs()));
    }

    static void otherTime(ReferenceRun run) {
        Rejection rejection = duplicate(run);
        Decided was = rejection.decided();
        alter(run, rejection, decided(was, was.key(), was.atMs() + 1));
    }

    static void otherPartition(ReferenceRun run) {
        Rejection was = duplicate(run);
        swap(
                run.rejections,
                was,
                new Rejection(
                        new Position(was.at().partition() + 1, 1_000),
                        was.decided(),
                        was.sequence(),
                        was.reason(),
                        was.currentVersion(),
                        was.original()));
    }

    /** The views gave up on an event that the decider wrote. */
    static void unviewedEvent(ReferenceRun run) {
        Event event = last(run, "OrderFulfilled");
        run.deadLetters.add(
                new DeadLetter(
                        new Position(event.at().partition(), 1_000),
                        new Place("order.event", event.at()),
                        event.key(),
                        Optional.empty(),
                        "a payload it does not know"));
    }

    private static void alter(ReferenceRun run, Rejection rejection, Decided now) {
        swap(run.rejections, rejection, with(rejection, now, rejection.reason()));
    }

    private static Decided decided(Decided was, String key, long atMs) {
        return new Decided(
                key, was.orderId(), was.commandId(), was.commandHash(), was.cause(), atMs);
    }
}
