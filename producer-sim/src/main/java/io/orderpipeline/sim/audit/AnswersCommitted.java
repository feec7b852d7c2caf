package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.ReadsLedger;
import java.util.Map;
import java.util.TreeMap;

/**
 * I11: every answer that a reader was given over HTTP matches committed versions ({@link
 * AnswerChecks}), answers do not go back within a session ({@link SessionChecks}), and a walk
 * through the pages of a list shows each order once ({@link WalkChecks}).
 */
final class AnswersCommitted implements Invariant {

    @Override
    public String id() {
        return "I11";
    }

    @Override
    public String title() {
        return "reads committed";
    }

    @Override
    public boolean needsSubjects(Evidence evidence) {
        return false;
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        if (evidence.reads().isEmpty()) {
            violations.note("no reads ledger: not checked");
            return;
        }
        Chronicles chronicles = new Chronicles(evidence.log());
        AnswerChecks answers = new AnswerChecks(chronicles, violations);
        WalkChecks walks = new WalkChecks(Proofs.of(evidence.reads(), chronicles), violations);
        Map<String, Long> unjudged = new TreeMap<>();
        for (ReadsLedger ledger : evidence.reads()) {
            for (Read read : ledger.reads()) {
                if (judged(read.exchange())) {
                    violations.checked();
                    answers.check(read);
                } else {
                    unjudged.merge(status(read.exchange()), 1L, Long::sum);
                }
            }
            new SessionChecks(chronicles, violations).check(ledger.reads());
            walks.check(ledger.reads());
        }
        answers.note();
        walks.note();
        if (!unjudged.isEmpty()) {
            violations.note("no answers, by status: " + unjudged);
        }
    }

    /** An order, no such order, or not yet that version: all else says nothing about orders. */
    private static boolean judged(Exchange exchange) {
        return exchange.ok() || exchange.status() == 404 || exchange.status() == 504;
    }

    private static String status(Exchange exchange) {
        return exchange.status() == 0 ? "none" : String.valueOf(exchange.status());
    }
}
