package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import io.orderpipeline.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parts of I1, I2 and I3 that are about what people did with dead letters. The redriven record
 * and the action that tells of it are there together; it is the letter's record byte for byte; and
 * a letter is closed once. What comes of the redriven record is judged as of any other.
 */
final class LettersAnswered {

    private LettersAnswered() {}

    /** I1: what was written again is there. */
    static void lost(Evidence evidence, Violations violations) {
        Map<Place, LetterAnswers.Redriven> redriven = redriven(evidence);
        for (LetterAnswers.Action action : evidence.log().answers().actions()) {
            action.redrivenTo()
                    .filter(to -> evidence.log().kept().input(to))
                    .ifPresent(
                            to -> {
                                violations.checked();
                                violations.require(
                                        redriven.containsKey(to),
                                        () -> action.describe() + " is not there, at " + to);
                            });
        }
    }

    /** I2: nothing is done about a letter that is closed. What is not known closes none. */
    static void twice(Evidence evidence, Violations violations) {
        Map<Place, LetterAnswers.Action> closed = new HashMap<>();
        for (LetterAnswers.Action action : evidence.log().answers().actions()) {
            violations.checked();
            LetterAnswers.Action before = closed.get(action.letter());
            violations.require(
                    before == null,
                    () -> action.describe() + " came after " + describe(before) + " closed it");
            if (closes(action.kind())) {
                closed.putIfAbsent(action.letter(), action);
            }
        }
    }

    private static boolean closes(DeadLetterActionKind kind) {
        return switch (kind) {
            case REDRIVEN, DISCARDED -> true;
            case QUARANTINED, UNKNOWN -> false;
        };
    }

    private static String describe(LetterAnswers.@Nullable Action before) {
        return before == null ? "nothing" : before.describe();
    }

    /** I3: actions are about letters that are there, and only actions write records again. */
    static void invented(Evidence evidence, Violations violations) {
        Log log = evidence.log();
        Map<Position, OutcomeRecord.DeadLetter> letters =
                log.deadLetters().stream()
                        .collect(
                                Collectors.toMap(
                                        OutcomeRecord.DeadLetter::at, Function.identity()));
        Map<Place, LetterAnswers.Redriven> redriven = redriven(evidence);
        Map<Place, LetterAnswers.Action> causes = new HashMap<>();
        for (LetterAnswers.Action action : log.answers().actions()) {
            violations.checked();
            if (action.kind() == DeadLetterActionKind.UNKNOWN) {
                violations.note(
                        action.describe() + " is of a kind that this auditor does not know");
            }
            form(action, violations);
            Optional<OutcomeRecord.DeadLetter> letter =
                    Optional.ofNullable(letters.get(action.letter().at()));
            if (letter.isPresent()) {
                about(action, letter.get(), redriven, violations);
            } else if (log.answers().complete()) {
                violations.found(action.describe() + ": no such letter is there");
            }
            action.redrivenTo().ifPresent(to -> causes.put(to, action));
        }
        for (LetterAnswers.Redriven each : log.answers().redriven()) {
            violations.checked();
            LetterAnswers.Action cause = causes.get(each.at());
            boolean told = cause != null && cause.key().equals(each.letter());
            violations.require(
                    told || (cause == null && !log.answers().complete()),
                    () ->
                            each.at()
                                    + " says that it was redriven from "
                                    + each.letter()
                                    + ", but no action does");
        }
    }

    private static void form(LetterAnswers.Action action, Violations violations) {
        boolean keyed =
                action.letter().topic().equals(Topics.ORDER_DEAD_LETTER.name())
                        && action.key().equals(action.letter().at().toString());
        violations.require(
                keyed, () -> action.describe() + " stands under the key " + action.key());
        violations.require(action.signed(), () -> action.describe() + " lacks who or why");
        violations.require(
                action.kind() == DeadLetterActionKind.UNKNOWN
                        || (action.kind() == DeadLetterActionKind.REDRIVEN)
                                == action.redrivenTo().isPresent(),
                () -> action.describe() + " has " + action.redrivenTo() + " as its record");
    }

    private static void about(
            LetterAnswers.Action action,
            OutcomeRecord.DeadLetter letter,
            Map<Place, LetterAnswers.Redriven> redriven,
            Violations violations) {
        violations.require(
                letter.cause().equals(action.source()),
                () ->
                        action.describe()
                                + " names "
                                + action.source()
                                + ", the letter "
                                + letter.cause());
        action.redrivenTo()
                .flatMap(to -> Optional.ofNullable(redriven.get(to)))
                .ifPresent(
                        record ->
                                violations.require(
                                        letter.bytes().orElse(record.bytes()) == record.bytes()
                                                && record.at()
                                                        .topic()
                                                        .equals(letter.cause().topic()),
                                        () ->
                                                record.at()
                                                        + " was redriven from "
                                                        + letter.at()
                                                        + ", which says otherwise"));
    }

    private static Map<Place, LetterAnswers.Redriven> redriven(Evidence evidence) {
        return evidence.log().answers().redriven().stream()
                .collect(Collectors.toMap(LetterAnswers.Redriven::at, Function.identity()));
    }
}
