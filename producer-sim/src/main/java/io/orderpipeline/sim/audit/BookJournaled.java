package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.ledger.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of I9 that is about the gateway's book: what it gave back stands in the journal, or the
 * tracker asks for ever. How much it was is held against the requests by I3.
 */
final class BookJournaled {

    private record Refund(String transactionId, String refundId) {}

    private BookJournaled() {}

    static void check(Evidence evidence, Violations violations) {
        List<Line.Refunded> refunds =
                evidence.ledgers().stream().flatMap(ledger -> ledger.refunds().stream()).toList();
        if (refunds.isEmpty()) {
            return;
        }
        if (!evidence.books().closed()) {
            violations.note("the gateway's book not held against the journal: see I6");
            return;
        }
        Set<Refund> journaled = journaled(evidence.log().payments().journal());
        for (Line.Refunded refund : refunds) {
            violations.checked();
            violations.require(
                    journaled.contains(new Refund(refund.transaction(), refund.refund())),
                    () -> "the gateway executed " + refund.refund() + ", but journaled no refund");
        }
    }

    private static Set<Refund> journaled(List<JournalRecord> journal) {
        Set<Refund> journaled = new HashSet<>();
        journal.stream()
                .flatMap(record -> record.wellformed().stream())
                .forEach(
                        entry ->
                                entry.refundId()
                                        .map(id -> new Refund(entry.claim().transactionId(), id))
                                        .ifPresent(journaled::add));
        return journaled;
    }
}
