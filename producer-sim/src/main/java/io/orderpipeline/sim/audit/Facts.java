package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.ledger.OperatorActionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the topics say of one transaction of one order, each list in topic order. {@link
 * Payments} fills it; afterwards it is only read.
 *
 * @param orderId the order
 * @param transactionId the transaction
 * @param captures the journal's captures: one, and its repetitions
 * @param refunds the journal's refunds
 * @param payments events that say that it paid the order
 * @param givenBack events that ask for its refund
 * @param interventions events of operators about it
 * @param compensations compensations that were issued for it
 * @param requests requests to the gateway to give it back
 */
record Facts(
        String orderId,
        String transactionId,
        List<JournalRecord> captures,
        List<JournalRecord> refunds,
        List<OutcomeRecord.Event> payments,
        List<OutcomeRecord.Event> givenBack,
        List<OutcomeRecord.Event> interventions,
        List<CompensationRecord> compensations,
        List<RequestRecord> requests) {

    Facts(String orderId, String transactionId) {
        this(orderId, transactionId, few(), few(), few(), few(), few(), few(), few());
    }

    private static <T> List<T> few() {
        return new ArrayList<>(1);
    }

    String key() {
        return Claim.key(orderId, transactionId);
    }

    Optional<JournalRecord> capture() {
        return captures.stream().findFirst();
    }

    Optional<JournalRecord> refund() {
        return refunds.stream().findFirst();
    }

    /** A client's confirmation paid the order. */
    boolean tracked() {
        return payments.stream().anyMatch(event -> !event.compensating());
    }

    /** A compensation paid the order. */
    boolean recovered() {
        return payments.stream().anyMatch(OutcomeRecord.Event::compensating);
    }

    boolean cited() {
        return !payments.isEmpty() || !givenBack.isEmpty();
    }

    /** Whether the tracker must know of it. */
    boolean moved() {
        return cited() || !captures.isEmpty() || !refunds.isEmpty();
    }

    boolean resolved() {
        return interventions.stream()
                .flatMap(event -> event.fact().intervention().stream())
                .anyMatch(each -> each.kind() == OperatorActionKind.RESOLVED);
    }

    /**
     * The money both paid the order and went back, or the records disagree about how much it is.
     */
    boolean contradictory() {
        boolean both = !payments.isEmpty() && !(givenBack.isEmpty() && refunds.isEmpty());
        return both || amounts().distinct().count() > 1;
    }

    private Stream<Amount> amounts() {
        Stream<Amount> journal =
                Stream.concat(captures.stream(), refunds.stream())
                        .flatMap(each -> each.entry().stream())
                        .map(entry -> entry.claim().amount());
        Stream<Amount> events =
                Stream.concat(payments.stream(), givenBack.stream())
                        .flatMap(each -> each.claim().stream())
                        .map(Claim::amount);
        return Stream.concat(journal, events);
    }
}
