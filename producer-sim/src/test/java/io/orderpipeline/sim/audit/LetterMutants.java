package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import java.util.List;
import java.util.Optional;

/** Ways to do something wrong about dead letters. */
final class LetterMutants {

    private LetterMutants() {}

    static void loseRedriven(ReferenceRun run) {
        run.redriven.clear();
    }

    static void loseAction(ReferenceRun run) {
        run.actions.remove(redriving(run));
    }

    static void redriveTwice(ReferenceRun run) {
        run.actions.add(redriving(run));
    }

    static void redriveDiscarded(ReferenceRun run) {
        LetterAnswers.Action was = redriving(run);
        run.actions.add(
                run.actions.indexOf(was), with(was, DeadLetterActionKind.DISCARDED, was.source()));
    }

    /** A later version did something more about each letter first, and wrote it somewhere. */
    static void actUnknown(ReferenceRun run) {
        List<LetterAnswers.Action> known = List.copyOf(run.actions);
        run.actions.clear();
        for (LetterAnswers.Action was : known) {
            run.actions.add(
                    new LetterAnswers.Action(
                            was.at(),
                            was.key(),
                            was.letter(),
                            was.source(),
                            DeadLetterActionKind.UNKNOWN,
                            was.redrivenTo(),
                            true));
        }
        run.actions.addAll(known);
    }

    static void alterRedriven(ReferenceRun run) {
        LetterAnswers.Redriven was = run.redriven.get(0);
        run.redriven.set(0, new LetterAnswers.Redriven(was.at(), was.letter(), was.bytes() + 1));
    }

    /** The record is nobody's: whoever wrote it names another letter. */
    static void forgeRedriven(ReferenceRun run) {
        LetterAnswers.Redriven was = run.redriven.get(0);
        run.redriven.set(0, new LetterAnswers.Redriven(was.at(), "0@999", was.bytes()));
    }

    static void actOnNothing(ReferenceRun run) {
        LetterAnswers.Action was = redriving(run);
        Place nowhere = new Place(was.letter().topic(), new Position(0, 999));
        run.actions.add(
                new LetterAnswers.Action(
                        was.at(),
                        "0@999",
                        nowhere,
                        was.source(),
                        DeadLetterActionKind.DISCARDED,
                        Optional.empty(),
                        true));
    }

    static void otherSource(ReferenceRun run) {
        LetterAnswers.Action was = redriving(run);
        Place other = run.commands.get(0).at();
        run.actions.set(
                run.actions.indexOf(was),
                new LetterAnswers.Action(
                        was.at(),
                        was.key(),
                        was.letter(),
                        other,
                        was.kind(),
                        was.redrivenTo(),
                        true));
    }

    static void unsigned(ReferenceRun run) {
        LetterAnswers.Action was = redriving(run);
        run.actions.set(
                run.actions.indexOf(was),
                new LetterAnswers.Action(
                        was.at(),
                        was.key(),
                        was.letter(),
                        was.source(),
                        was.kind(),
                        was.redrivenTo(),
                        false));
    }

    /** The record written again has no outcome. */
    static void loseOutcome(ReferenceRun run) {
        Place again = run.redriven.get(0).at();
        run.events.removeIf(event -> event.cause().equals(again));
    }

    private static LetterAnswers.Action redriving(ReferenceRun run) {
        return run.actions.stream()
                .filter(each -> each.kind() == DeadLetterActionKind.REDRIVEN)
                .findFirst()
                .orElseThrow();
    }

    private static LetterAnswers.Action with(
            LetterAnswers.Action was, DeadLetterActionKind kind, Place source) {
        return new LetterAnswers.Action(
                was.at(), was.key(), was.letter(), source, kind, Optional.empty(), true);
    }
}
