package io.orderpipeline.sim.audit;

import io.orderpipeline.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of I3 that is about payments: each compensation names a capture, each refund request the
 * event that asked for it, each refund in the journal a request; and each says what that says.
 */
final class PaymentsCited {

    private PaymentsCited() {}

    static void check(Evidence evidence, Index index, Violations violations) {
        PaymentLog log = evidence.log().payments();
        Map<String, Claim> bodies = new HashMap<>();
        for (CompensationRecord compensation : log.compensations()) {
            violations.checked();
            compensation(compensation, index, violations);
            compensation.issue().ifPresent(issue -> body(compensation, issue, bodies, violations));
        }
        executed(evidence, violations);
        Map<Place, OutcomeRecord.Event> events = givenBack(evidence);
        for (RequestRecord request : log.requests()) {
            violations.checked();
            request(request, Optional.ofNullable(events.get(request.cause())), violations);
        }
        long expired =
                log.journal().stream()
                        .filter(each -> !refund(each, evidence, index, violations))
                        .count();
        if (expired > 0) {
            violations.note(expired + " refunds not judged: retention took their requests");
        }
    }

    private static void compensation(
            CompensationRecord compensation, Index index, Violations violations) {
        if (compensation.issue().isEmpty() || compensation.input().body().isEmpty()) {
            violations.found(compensation.describe() + " cannot be read");
            return;
        }
        Claim claim = compensation.issue().get().claim();
        String id = compensation.input().body().get().commandId();
        Optional<JournalRecord> capture = index.payments().of(claim.key()).flatMap(Facts::capture);
        violations.require(
                id.equals("cmp-" + claim.transactionId()),
                () -> compensation.describe() + " settles " + claim.transactionId());
        violations.require(
                compensation.key().equals(claim.orderId()),
                () -> compensation.describe() + " stands under the key " + compensation.key());
        violations.require(
                capture.flatMap(JournalRecord::entry)
                        .filter(entry -> entry.claim().equals(claim))
                        .isPresent(),
                () -> compensation.describe() + " settles " + claim + ", which nobody captured");
        violations.require(
                capture.isEmpty()
                        || capture.get().at().partition() == compensation.at().partition(),
                () -> compensation.describe() + " is not in the partition of its capture");
    }

    private static void body(
            CompensationRecord compensation,
            CompensationRecord.Issue issue,
            Map<String, Claim> bodies,
            Violations violations) {
        String id = compensation.input().body().map(CommandRecord.Body::commandId).orElse("");
        Claim before = bodies.putIfAbsent(id, issue.claim());
        violations.require(
                before == null || before.equals(issue.claim()),
                () -> compensation.describe() + " says other than before, which was " + before);
    }

    /** What the gateway says that it gave back, of which its journal may not know yet. */
    private static void executed(Evidence evidence, Violations violations) {
        if (!evidence.log().kept().lostRequests().isEmpty()) {
            return;
        }
        Set<String> requested =
                evidence.log().payments().requests().stream()
                        .map(each -> each.refundId() + " of " + each.claim().amount())
                        .collect(Collectors.toSet());
        evidence.ledgers().stream()
                .flatMap(ledger -> ledger.refunds().stream())
                .forEach(
                        refund -> {
                            Amount amount = new Amount(refund.amountMinor(), refund.currency());
                            String executed = refund.refund() + " of " + amount;
                            violations.require(
                                    requested.contains(executed),
                                    () -> "the gateway executed " + executed + " unasked");
                        });
    }

    private static Map<Place, OutcomeRecord.Event> givenBack(Evidence evidence) {
        Map<Place, OutcomeRecord.Event> events = new HashMap<>();
        evidence.log().events().stream()
                .filter(event -> event.fact().refund().isPresent())
                .forEach(event -> events.put(placeOf(event), event));
        return events;
    }

    /** Where an event stands, topic included. */
    static Place placeOf(OutcomeRecord.Event event) {
        return new Place(Topics.ORDER_EVENT.name(), event.at());
    }

    private static void request(
            RequestRecord request, Optional<OutcomeRecord.Event> cause, Violations violations) {
        String cites = request.describe() + " cites " + request.cause();
        if (cause.isEmpty()) {
            violations.found(cites + ", which asks for no refund");
            return;
        }
        OutcomeRecord.Event event = cause.get();
        violations.require(
                says(request, event), () -> cites + ", which says otherwise: " + event.claim());
        violations.require(
                request.key().equals(request.claim().orderId())
                        && request.at().partition() == event.at().partition(),
                () -> request.describe() + " stands in a wrong place, under " + request.key());
    }

    private static boolean says(RequestRecord request, OutcomeRecord.Event event) {
        return event.claim().equals(Optional.of(request.claim()))
                && request.refundId().equals("rfd-" + request.claim().transactionId())
                && event.fact().refund().stream()
                        .anyMatch(each -> each.reason().name().equals(request.reason()))
                && request.requestedAtMs() == event.handledAtMs();
    }

    /** False when it cannot be judged. */
    private static boolean refund(
            JournalRecord record, Evidence evidence, Index index, Violations violations) {
        Optional<JournalRecord.Entry> entry =
                record.wellformed().filter(each -> each.refundId().isPresent());
        if (entry.isEmpty()) {
            return true;
        }
        Claim claim = entry.get().claim();
        List<RequestRecord> requests =
                index.payments().of(claim.key()).map(Facts::requests).orElse(List.of());
        if (requests.isEmpty() && !evidence.log().kept().requests(record.at().partition())) {
            return false;
        }
        violations.checked();
        violations.require(
                requests.stream()
                        .anyMatch(
                                each ->
                                        each.claim().equals(claim)
                                                && Optional.of(each.refundId())
                                                        .equals(entry.get().refundId())),
                () -> "the refund of " + claim + " at " + record.at() + " answers no request");
        return true;
    }
}
