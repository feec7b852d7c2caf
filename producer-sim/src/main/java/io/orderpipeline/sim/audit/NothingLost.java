package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.topic.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * I1: what was acknowledged is there, and each record on order.command and order.compensation has
 * exactly one terminal outcome. A duplicate counts as an outcome only if the command that it
 * repeats has one: otherwise the command was swallowed. An event among the dead letters is lost to
 * whoever gave up on it. What the journal lost is told by {@link JournalKept}; a dead letter that
 * was redriven stays its record's outcome, and the record written again has one of its own ({@link
 * LettersAnswered}).
 */
final class NothingLost implements Invariant {

    @Override
    public String id() {
        return "I1";
    }

    @Override
    public String title() {
        return "nothing lost";
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        Log log = evidence.log();
        Set<String> handled = handled(index);
        long expired = 0;
        for (CommandRecord command : index.inputs()) {
            List<OutcomeRecord> outcomes = index.outcomesOf(command.at());
            if (outcomes.isEmpty() && !log.kept().outcomesOf(command)) {
                expired++;
            } else {
                violations.checked();
                terminal(command, outcomes, violations);
                outcomes.forEach(each -> repeats(each, handled, log.kept(), violations));
            }
        }
        for (Ledger ledger : evidence.ledgers()) {
            expired += acknowledged(ledger, log.kept(), index, violations);
        }
        JournalKept.check(evidence, index, violations);
        LettersAnswered.lost(evidence, violations);
        log.deadLetters().stream()
                .filter(NothingLost::event)
                .forEach(letter -> violations.found(unseen(letter)));
        if (expired > 0) {
            violations.note(expired + " records not judged: retention took what they need");
        }
    }

    /** Whether a reader gave up on an event; all must be able to read whatever happened. */
    static boolean event(OutcomeRecord deadLetter) {
        return deadLetter.cause().topic().equals(Topics.ORDER_EVENT.name());
    }

    private static String unseen(OutcomeRecord.DeadLetter letter) {
        return "the event of "
                + letter.orderId()
                + " at "
                + letter.cause().at()
                + " became dead letter "
                + letter.at()
                + ", so a reader lacks it: "
                + letter.message();
    }

    private static Set<String> handled(Index index) {
        Set<String> handled = new HashSet<>();
        index.handledByOrder().forEach((order, all) -> all.forEach(each -> handled.add(key(each))));
        return handled;
    }

    private static String key(OutcomeRecord outcome) {
        return outcome.orderId() + "/" + outcome.commandId();
    }

    private static void terminal(
            CommandRecord command, List<OutcomeRecord> outcomes, Violations violations) {
        if (outcomes.isEmpty()) {
            violations.found(command.describe() + " has no outcome");
        } else if (outcomes.size() > 1 && !eventsOnly(outcomes)) {
            String names =
                    String.join(", ", outcomes.stream().map(o -> o.outcome().text()).toList());
            violations.found(command.describe() + " has " + outcomes.size() + ": " + names);
        }
    }

    private static boolean eventsOnly(List<OutcomeRecord> outcomes) {
        return outcomes.stream().allMatch(OutcomeRecord.Event.class::isInstance);
    }

    private static void repeats(
            OutcomeRecord outcome, Set<String> handled, Log.Kept kept, Violations violations) {
        boolean repetition =
                outcome instanceof OutcomeRecord.Rejection rejection
                        && (rejection.reason() == RejectionReason.DUPLICATE_COMMAND
                                || rejection.reason() == RejectionReason.COMMAND_ID_REUSED);
        if (repetition && kept.allOutcomes() && !handled.contains(key(outcome))) {
            violations.found(outcome.describe() + ": the command it repeats has no outcome");
        }
    }

    /** Returns how many records retention has taken. */
    private static long acknowledged(
            Ledger ledger, Log.Kept kept, Index index, Violations violations) {
        long expired = 0;
        for (Line.Sent sent : ledger.records()) {
            if (sent.fate() != Fate.ACKNOWLEDGED) {
                continue;
            }
            Place at = Ledgered.at(sent);
            if (!kept.input(at)) {
                expired++;
                continue;
            }
            violations.checked();
            violations.require(
                    index.input(at).filter(found -> Ledgered.same(found, sent)).isPresent(),
                    () -> sent.command() + " was acknowledged at " + at + " but is not there");
        }
        return expired;
    }
}
