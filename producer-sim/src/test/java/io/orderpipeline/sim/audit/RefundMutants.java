package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.Picks.capture;
import static io.orderpipeline.sim.audit.Picks.refund;
import static io.orderpipeline.sim.audit.Picks.requests;
import static io.orderpipeline.sim.audit.Picks.swap;

import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.sim.audit.OutcomeRecord.DeadLetter;
import io.orderpipeline.sim.audit.OutcomeRecord.Event;
import io.orderpipeline.sim.ledger.Line;
import java.util.Optional;

/** Ways to give money back wrongly, and to spoil the journal. */
final class RefundMutants {

    private static final Amount ONE = new Amount(1, "EUR");

    private RefundMutants() {}

    static void dropRequest(ReferenceRun run) {
        run.requests.removeAll(requests(run, "cancelled"));
    }

    static void dropRepetition(ReferenceRun run) {
        run.requests.remove(requests(run, "escalated").get(1));
    }

    static void forgeRequest(ReferenceRun run) {
        Place nowhere = new Place("order.event", new Position(0, 1_000));
        run.requests.add(
                new RequestRecord(
                        new Position(0, 1_000),
                        "x",
                        "rfd-t-x",
                        new Claim("x", "t-x", ONE),
                        "ALREADY_PAID",
                        1,
                        nowhere));
    }

    static void alterRequest(ReferenceRun run) {
        RequestRecord was = requests(run, "escalated").get(0);
        Claim claim = was.claim();
        alter(
                run,
                was,
                was.at(),
                was.refundId(),
                new Claim(claim.orderId(), claim.transactionId(), ONE));
    }

    static void renameRequest(ReferenceRun run) {
        RequestRecord was = requests(run, "escalated").get(0);
        alter(run, was, was.at(), "rfd-x", was.claim());
    }

    static void moveRequest(ReferenceRun run) {
        RequestRecord was = requests(run, "escalated").get(0);
        Position moved = new Position(was.at().partition() + 1, 1_000);
        alter(run, was, moved, was.refundId(), was.claim());
    }

    private static void alter(
            ReferenceRun run, RequestRecord was, Position at, String refundId, Claim claim) {
        swap(
                run.requests,
                was,
                new RequestRecord(
                        at,
                        was.key(),
                        refundId,
                        claim,
                        was.reason(),
                        was.requestedAtMs(),
                        was.cause()));
    }

    static void otherReason(ReferenceRun run) {
        Event was = Picks.event(run, "escalated", "RefundRequested");
        Fact.Refund refund = was.fact().refund().orElseThrow();
        Fact other =
                new Fact(
                        was.type(),
                        was.fact().payload(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new Fact.Refund(
                                        refund.transactionId(),
                                        refund.amount(),
                                        RefundReason.ALREADY_PAID)),
                        Optional.empty());
        swap(run.events, was, Picks.saying(was, other));
    }

    static void otherId(ReferenceRun run) {
        JournalRecord was = refund(run, "cancelled");
        Claim claim = was.entry().orElseThrow().claim();
        swap(run.journal, was, journal(was, claim, Optional.of("rfd-x")));
    }

    static void secondRefund(ReferenceRun run) {
        JournalRecord was = refund(run, "cancelled");
        Claim claim = was.entry().orElseThrow().claim();
        run.journal.add(moved(journal(was, claim, Optional.of("rfd-x"))));
    }

    static void executeTwice(ReferenceRun run) {
        Line.Refunded was = run.refunds.get(0);
        run.refunds.add(
                new Line.Refunded(
                        was.transaction(),
                        was.refund(),
                        was.amountMinor(),
                        was.currency(),
                        "later"));
    }

    static void executeUnasked(ReferenceRun run) {
        run.refunds.add(new Line.Refunded("t-paid", "rfd-t-paid", 1_250, "EUR", "now"));
    }

    static void executeOther(ReferenceRun run) {
        Line.Refunded was = run.refunds.get(0);
        run.refunds.set(
                0,
                new Line.Refunded(
                        was.transaction(),
                        was.refund(),
                        was.amountMinor() + 1,
                        was.currency(),
                        was.executedAt()));
    }

    /** The gateway's book says so, its journal does not, and the tracker waits for it. */
    static void unjournaled(ReferenceRun run) {
        run.journal.remove(refund(run, "cancelled"));
        RowMutants.awaitRefund(run, "cancelled");
    }

    static void forgeRefund(ReferenceRun run) {
        JournalRecord capture = capture(run, "paid");
        Claim claim = capture.entry().orElseThrow().claim();
        String id = "rfd-" + claim.transactionId();
        run.journal.add(moved(journal(capture, claim, Optional.of(id))));
    }

    static void alterRefund(ReferenceRun run) {
        JournalRecord was = refund(run, "cancelled");
        Claim claim = was.entry().orElseThrow().claim();
        Amount less = new Amount(claim.amount().minor() - 1, claim.amount().currency());
        Claim altered = new Claim(claim.orderId(), claim.transactionId(), less);
        swap(run.journal, was, journal(was, altered, was.entry().orElseThrow().refundId()));
    }

    static void losePending(ReferenceRun run) {
        run.journal.remove(capture(run, "pending"));
    }

    static void loseRecovered(ReferenceRun run) {
        run.journal.remove(capture(run, "recovered"));
    }

    static void inventCapture(ReferenceRun run) {
        JournalRecord was = capture(run, "pending");
        run.journal.add(moved(journal(was, new Claim("pending", "t-x", ONE), Optional.empty())));
    }

    static void swapCurrency(ReferenceRun run) {
        JournalRecord was = capture(run, "pending");
        Claim claim = was.entry().orElseThrow().claim();
        Amount swapped = new Amount(claim.amount().minor(), "USD");
        Claim altered = new Claim(claim.orderId(), claim.transactionId(), swapped);
        swap(run.journal, was, journal(was, altered, Optional.empty()));
    }

    static void refuseCapture(ReferenceRun run) {
        JournalRecord capture = capture(run, "paid");
        run.deadLetters.add(
                new DeadLetter(
                        new Position(capture.at().partition(), 1_000),
                        capture.at(),
                        "paid",
                        Optional.of(capture.bytes()),
                        "too long a line"));
    }

    static void ignoreGarbage(ReferenceRun run) {
        run.deadLetters.remove(garbage(run));
    }

    static void alterDeadLetter(ReferenceRun run) {
        DeadLetter was = garbage(run);
        swap(
                run.deadLetters,
                was,
                new DeadLetter(was.at(), was.cause(), was.key(), Optional.of(1L), was.message()));
    }

    static void otherPlan(ReferenceRun run) {
        run.captures.replaceAll(
                line -> line.order().equals("cancelled") ? expecting(line, "RECOVERED") : line);
    }

    private static Line.Captured expecting(Line.Captured was, String end) {
        return new Line.Captured(
                was.transaction(),
                was.order(),
                was.amountMinor(),
                was.currency(),
                was.region(),
                was.confirmation(),
                end,
                was.fate(),
                was.partition(),
                was.offset(),
                was.error(),
                was.attempts(),
                was.sentAt(),
                was.knownAt());
    }

    private static DeadLetter garbage(ReferenceRun run) {
        return run.deadLetters.stream()
                .filter(letter -> letter.key().equals("garbage"))
                .findFirst()
                .orElseThrow();
    }

    private static JournalRecord journal(
            JournalRecord was, Claim claim, Optional<String> refundId) {
        String region = was.entry().orElseThrow().region();
        return new JournalRecord(
                was.at(),
                was.timestampMs(),
                was.bytes(),
                Optional.of(new JournalRecord.Entry(claim, region, refundId)),
                Optional.empty());
    }

    /** The same at the end of its partition. */
    private static JournalRecord moved(JournalRecord was) {
        Place at = new Place(was.at().topic(), new Position(was.at().partition(), 1_000));
        return new JournalRecord(at, was.timestampMs(), was.bytes(), was.entry(), was.flaw());
    }
}
