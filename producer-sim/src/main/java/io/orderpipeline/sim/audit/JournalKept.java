package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.topic.Topics;
import java.util.List;
import java.util.Optional;

/**
 * The part of I1 that is about the journal: acknowledged captures are there, and the tracker gave
 * up on exactly those records that nobody can handle.
 */
final class JournalKept {

    private JournalKept() {}

    static void check(Evidence evidence, Index index, Violations violations) {
        Ledgered.captures(evidence.ledgers())
                .forEach(capture -> acknowledged(capture, index, violations));
        for (JournalRecord record : evidence.log().payments().journal()) {
            violations.checked();
            List<OutcomeRecord> letters = index.outcomesOf(record.at());
            if (record.flaw().isEmpty()) {
                letters.forEach(letter -> violations.found(refused(record, letter)));
            } else if (evidence.tracked() && evidence.log().kept().allOutcomes()) {
                violations.require(
                        letters.size() == 1,
                        () ->
                                record.at()
                                        + " ("
                                        + record.flaw().orElse("")
                                        + ") became "
                                        + letters.size()
                                        + " dead letters");
            }
        }
    }

    private static void acknowledged(Line.Captured capture, Index index, Violations violations) {
        violations.checked();
        Place at = Ledgered.at(capture);
        Optional<Claim> found =
                index.journal(at).flatMap(JournalRecord::entry).map(JournalRecord.Entry::claim);
        violations.require(
                found.equals(Optional.of(Ledgered.claim(capture))),
                () ->
                        "the capture of "
                                + Ledgered.claim(capture)
                                + " was acknowledged at "
                                + at
                                + " but is not there");
    }

    private static String refused(JournalRecord record, OutcomeRecord letter) {
        return record.at()
                + " of "
                + record.entry().map(entry -> entry.claim().key()).orElse("nobody")
                + " became dead letter "
                + letter.at()
                + ", but nothing is wrong with it";
    }

    /** Whether the tracker gave up on a record of the journal. */
    static boolean journal(OutcomeRecord deadLetter) {
        return deadLetter.cause().topic().equals(Topics.PAYMENT_TRANSACTION.name());
    }
}
