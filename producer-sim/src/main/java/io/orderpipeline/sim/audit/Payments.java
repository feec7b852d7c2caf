package io.orderpipeline.sim.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the topics say, by transaction. Built once, then only read. */
final class Payments {

    private final Map<String, Facts> facts = new HashMap<>();

    Payments(Log log) {
        log.payments().journal().forEach(this::journal);
        log.events().forEach(this::event);
        for (CompensationRecord compensation : log.payments().compensations()) {
            compensation
                    .issue()
                    .ifPresent(issue -> of(issue.claim()).compensations().add(compensation));
        }
        log.payments().requests().forEach(each -> of(each.claim()).requests().add(each));
    }

    private void journal(JournalRecord each) {
        each.wellformed()
                .ifPresent(
                        entry -> {
                            Facts of = of(entry.claim());
                            (entry.refundId().isEmpty() ? of.captures() : of.refunds()).add(each);
                        });
    }

    private void event(OutcomeRecord.Event event) {
        event.claim()
                .map(this::of)
                .ifPresent(
                        of ->
                                (event.fact().paid().isPresent() ? of.payments() : of.givenBack())
                                        .add(event));
        event.fact()
                .intervention()
                .ifPresent(
                        each ->
                                of(event.orderId(), each.transactionId())
                                        .interventions()
                                        .add(event));
    }

    private Facts of(Claim claim) {
        return of(claim.orderId(), claim.transactionId());
    }

    private Facts of(String orderId, String transactionId) {
        return facts.computeIfAbsent(
                Claim.key(orderId, transactionId), key -> new Facts(orderId, transactionId));
    }

    /** Facts about every transaction that any record names. */
    Collection<Facts> all() {
        return facts.values();
    }

    Optional<Facts> of(String key) {
        return Optional.ofNullable(facts.get(key));
    }
}
