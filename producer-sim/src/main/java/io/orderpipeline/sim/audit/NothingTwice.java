package io.orderpipeline.sim.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * I2: a command id has at most one effect on its order; over all orders a transaction pays or is
 * asked back at most once; and the gateway gives its money back at most once. The journal may
 * repeat what it said. A dead letter is redriven or discarded once ({@link LettersAnswered}).
 */
final class NothingTwice implements Invariant {

    private record GivenBack(String refundId, Amount amount) {}

    @Override
    public String id() {
        return "I2";
    }

    @Override
    public String title() {
        return "nothing twice";
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        Map<String, OutcomeRecord.Event> effects = new HashMap<>();
        Map<String, OutcomeRecord.Event> ends = new HashMap<>();
        violations.checked(index.outcomes().size());
        for (OutcomeRecord.Event event : evidence.log().events()) {
            String command = event.orderId() + "/" + event.commandId();
            once(effects, "command " + command, event, violations);
            event.claim()
                    .map(claim -> "transaction " + claim.transactionId())
                    .ifPresent(transaction -> once(ends, transaction, event, violations));
        }
        journaled(evidence, violations);
        executed(evidence, violations);
        LettersAnswered.twice(evidence, violations);
    }

    private static void once(
            Map<String, OutcomeRecord.Event> seen,
            String what,
            OutcomeRecord.Event event,
            Violations violations) {
        OutcomeRecord.Event before = seen.putIfAbsent(what, event);
        if (before != null) {
            violations.found(what + " has effects at " + before.at() + " and " + event.at());
        }
    }

    private static void journaled(Evidence evidence, Violations violations) {
        Map<String, GivenBack> seen = new HashMap<>();
        for (JournalRecord record : evidence.log().payments().journal()) {
            record.wellformed()
                    .filter(entry -> entry.refundId().isPresent())
                    .ifPresent(
                            entry -> {
                                violations.checked();
                                String id = entry.claim().transactionId();
                                GivenBack now =
                                        new GivenBack(
                                                entry.refundId().get(), entry.claim().amount());
                                GivenBack before = seen.putIfAbsent(id, now);
                                violations.require(
                                        before == null || before.equals(now),
                                        () -> id + " was given back as " + before + " and " + now);
                            });
        }
    }

    private static void executed(Evidence evidence, Violations violations) {
        Set<String> seen = new HashSet<>();
        evidence.ledgers().stream()
                .flatMap(ledger -> ledger.refunds().stream())
                .forEach(
                        refund -> {
                            violations.require(
                                    seen.add(refund.transaction()),
                                    () ->
                                            "the gateway gave "
                                                    + refund.transaction()
                                                    + " back twice, last at "
                                                    + refund.executedAt());
                        });
    }
}
