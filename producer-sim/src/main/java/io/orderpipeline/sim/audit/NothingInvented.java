package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.outcome.CommandOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * I3: every outcome names a record that is really there, says the same ids and the same time, and
 * stands under the order's key in the partition of its command; a dead letter is the failing record
 * byte for byte; equal bodies have equal hashes; and what a rejection tells of an earlier command
 * is what became of it. Dead letters of events are a matter of I1. What compensations, refund
 * requests and refunds name is told by {@link PaymentsCited}, what redriven records and the actions
 * about dead letters name by {@link LettersAnswered}.
 */
final class NothingInvented implements Invariant {

    @Override
    public String id() {
        return "I3";
    }

    @Override
    public String title() {
        return "nothing invented";
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        evidence.log().unreadable().forEach(violations::found);
        Map<String, Long> hashes = new HashMap<>();
        Map<String, CommandOutcome> originals = originals(index);
        long expired = 0;
        long foreign = 0;
        for (OutcomeRecord outcome : index.outcomes()) {
            boolean journal = JournalKept.journal(outcome);
            if (outcome instanceof OutcomeRecord.DeadLetter
                    && !journal
                    && !Index.causedByInput(outcome)) {
                foreign += NothingLost.event(outcome) ? 0 : 1;
                continue;
            }
            if (journal) {
                violations.checked();
                journal(outcome, index, violations);
                continue;
            }
            Optional<CommandRecord> command = cause(outcome, index);
            if (command.isEmpty() && !evidence.log().kept().input(outcome.cause())) {
                expired++;
                continue;
            }
            violations.checked();
            cite(outcome, command, violations);
            command.ifPresent(found -> place(outcome, found, violations));
            command.ifPresent(found -> hash(outcome, found, hashes, violations));
            retell(outcome, originals, violations);
        }
        PaymentsCited.check(evidence, index, violations);
        LettersAnswered.invented(evidence, violations);
        if (foreign > 0) {
            violations.note(foreign + " dead letters of other programs' topics not judged");
        }
        if (expired > 0) {
            violations.note(expired + " outcomes not judged: retention took their commands");
        }
    }

    private static Optional<CommandRecord> cause(OutcomeRecord outcome, Index index) {
        return Index.causedByInput(outcome) ? index.input(outcome.cause()) : Optional.empty();
    }

    /** A dead letter of the tracker; only a dead letter can be caused by the journal. */
    private static void journal(OutcomeRecord outcome, Index index, Violations violations) {
        Optional<Long> was = index.journal(outcome.cause()).map(JournalRecord::bytes);
        Optional<Long> is =
                outcome instanceof OutcomeRecord.DeadLetter letter
                        ? letter.bytes().or(() -> was)
                        : Optional.empty();
        violations.require(
                was.isPresent() && was.equals(is),
                () ->
                        outcome.describe()
                                + " cites "
                                + outcome.cause()
                                + (was.isEmpty()
                                        ? ", where nothing is"
                                        : ", which says otherwise"));
    }

    private static void cite(
            OutcomeRecord outcome, Optional<CommandRecord> command, Violations violations) {
        if (command.isEmpty()) {
            violations.found(
                    outcome.describe() + " cites " + outcome.cause() + ", where nothing is");
        } else if (!matches(outcome, command.get())) {
            violations.found(
                    outcome.describe()
                            + " cites "
                            + command.get().describe()
                            + ", which says otherwise");
        }
    }

    private static boolean matches(OutcomeRecord outcome, CommandRecord command) {
        if (outcome instanceof OutcomeRecord.DeadLetter letter) {
            return letter.bytes().isEmpty() || letter.bytes().get() == command.bytes();
        }
        return command.body()
                .filter(body -> body.commandId().equals(outcome.commandId()))
                .filter(body -> body.orderId().equals(outcome.orderId()))
                .isPresent();
    }

    /** Where and when a decision stands. A dead letter goes by its key, which may be anything. */
    private static void place(OutcomeRecord outcome, CommandRecord command, Violations violations) {
        if (outcome instanceof OutcomeRecord.DeadLetter) {
            return;
        }
        violations.require(
                outcome.key().equals(outcome.orderId()),
                () -> outcome.describe() + " stands under the key " + outcome.key());
        violations.require(
                outcome.at().partition() == command.at().partition(),
                () -> outcome.describe() + " is not in the partition of " + command.describe());
        violations.require(
                outcome.handledAtMs() == command.timestampMs(),
                () ->
                        outcome.describe()
                                + " says "
                                + Instant.ofEpochMilli(outcome.handledAtMs())
                                + ", the broker's time of its command is "
                                + Instant.ofEpochMilli(command.timestampMs()));
    }

    /** Both ways: one body never has two hashes, two bodies of one id never have one. */
    private static void hash(
            OutcomeRecord outcome,
            CommandRecord command,
            Map<String, Long> seen,
            Violations violations) {
        if (outcome.commandHash().isEmpty() || command.body().isEmpty()) {
            return;
        }
        String id = outcome.orderId() + "/" + outcome.commandId() + "/";
        long hash = outcome.commandHash().get();
        long body = command.body().get().whole();
        Long hashBefore = seen.putIfAbsent(id + "body/" + body, hash);
        Long bodyBefore = seen.putIfAbsent(id + "hash/" + hash, body);
        if ((hashBefore != null && hashBefore != hash)
                || (bodyBefore != null && bodyBefore != body)) {
            violations.found(outcome.describe() + ": its hash does not stand for its body");
        }
    }

    private static Map<String, CommandOutcome> originals(Index index) {
        Map<String, CommandOutcome> originals = new HashMap<>();
        for (OutcomeRecord outcome : index.outcomes()) {
            if (outcome.sequence().isPresent()) {
                String key = outcome.orderId() + "/" + outcome.commandId();
                originals.putIfAbsent(key, Fold.remembered(outcome));
            }
        }
        return originals;
    }

    private static void retell(
            OutcomeRecord outcome, Map<String, CommandOutcome> originals, Violations violations) {
        if (outcome instanceof OutcomeRecord.Rejection rejection
                && rejection.original().isPresent()) {
            CommandOutcome told = rejection.original().get();
            CommandOutcome was = originals.get(outcome.orderId() + "/" + outcome.commandId());
            violations.require(
                    was == null || was.equals(told),
                    () -> outcome.describe() + " tells " + told + " of a command that had " + was);
        }
    }
}
