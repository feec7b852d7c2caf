package io.orderpipeline.sim.gateway;

import io.orderpipeline.sim.ledger.Line;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The rule of the desk: one refund for each transaction, however often it is asked for. Pure; what
 * it remembers is the book, and a new desk that reads the book goes on where the last one died.
 */
final class RefundDesk {

    private final Map<String, Line.Refunded> byTransaction = new HashMap<>();

    RefundDesk(Collection<Line.Refunded> book) {
        book.forEach(refund -> byTransaction.putIfAbsent(refund.transaction(), refund));
    }

    /** Answers, and remembers what it has answered. */
    Answer answer(Requested request, Instant now) {
        Line.Refunded before = byTransaction.get(request.transaction());
        if (before != null) {
            return again(request, before);
        }
        Line.Refunded refund =
                new Line.Refunded(
                        request.transaction(),
                        request.refund(),
                        request.amountMinor(),
                        request.currency(),
                        now.toString());
        byTransaction.put(request.transaction(), refund);
        return new Answer.Execute(refund);
    }

    private static Answer again(Requested request, Line.Refunded before) {
        boolean same =
                before.refund().equals(request.refund())
                        && before.amountMinor() == request.amountMinor()
                        && before.currency().equals(request.currency());
        if (same) {
            return new Answer.Repeat(before);
        }
        return new Answer.Refuse(
                "%s of %d %s contradicts the book: %s of %d %s went back at %s"
                        .formatted(
                                request.refund(),
                                request.amountMinor(),
                                request.currency(),
                                before.refund(),
                                before.amountMinor(),
                                before.currency(),
                                before.executedAt()));
    }
}
