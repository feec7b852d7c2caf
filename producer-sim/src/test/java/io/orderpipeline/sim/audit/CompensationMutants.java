package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.Picks.compensations;
import static io.orderpipeline.sim.audit.Picks.event;
import static io.orderpipeline.sim.audit.Picks.refused;
import static io.orderpipeline.sim.audit.Picks.saying;
import static io.orderpipeline.sim.audit.Picks.swap;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.refund.RefundReason;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.sim.audit.OutcomeRecord.DeadLetter;
import io.orderpipeline.sim.audit.OutcomeRecord.Event;
import io.orderpipeline.sim.audit.OutcomeRecord.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Ways to compensate wrongly, or not at all. */
final class CompensationMutants {

    private CompensationMutants() {}

    static void drop(ReferenceRun run) {
        run.compensations.removeAll(compensations(run, "recovered"));
    }

    /** For a transaction that nobody captured. */
    static void forge(ReferenceRun run) {
        CommandRecord input =
                new CommandRecord(
                        new Place("order.compensation", new Position(0, 1_000)),
                        ReferenceRun.START.toEpochMilli(),
                        1,
                        Optional.of(new CommandRecord.Body("cmp-t-x", "x", "SettlePayment", 1, 1)));
        CompensationRecord.Issue issue =
                new CompensationRecord.Issue(new Claim("x", "t-x", new Amount(1, "EUR")), 1);
        run.compensations.add(new CompensationRecord(input, "x", Optional.of(issue)));
    }

    static void loseOutcome(ReferenceRun run) {
        run.rejections.remove(refused(run, "recovered", RejectionReason.DUPLICATE_COMMAND));
    }

    /** Its compensation is not refused, as it must be. */
    static void refundTracked(ReferenceRun run) {
        instead(
                run,
                refused(run, "late", RejectionReason.PAYMENT_ALREADY_APPLIED),
                refund("late", RefundReason.ALREADY_PAID));
    }

    static void settleTwice(ReferenceRun run) {
        instead(
                run,
                refused(run, "recovered", RejectionReason.DUPLICATE_COMMAND),
                event(run, "recovered", "PaymentConfirmed").fact());
    }

    static void settleAndRefund(ReferenceRun run) {
        instead(
                run,
                refused(run, "recovered", RejectionReason.DUPLICATE_COMMAND),
                refund("recovered", RefundReason.ALREADY_PAID));
    }

    /** A confirmation is not refused, as it must be. */
    static void payRefunded(ReferenceRun run) {
        Payment payment = new Payment(ReferenceStories.t("not-found"), ReferenceStories.TOTAL);
        instead(run, refused(run, "not-found", RejectionReason.PAYMENT_REFUNDED), paid(payment));
    }

    static void tooEarly(ReferenceRun run) {
        change(
                run,
                0,
                issue -> new CompensationRecord.Issue(issue.claim(), issue.issuedAtMs() - 1));
    }

    static void otherAmount(ReferenceRun run) {
        change(run, 0, CompensationMutants::less);
    }

    static void otherRepetition(ReferenceRun run) {
        change(run, 1, CompensationMutants::less);
    }

    static void otherKey(ReferenceRun run) {
        CompensationRecord was = compensations(run, "recovered").get(0);
        swap(run.compensations, was, new CompensationRecord(was.input(), "x", was.issue()));
    }

    static void otherId(ReferenceRun run) {
        CompensationRecord was = compensations(run, "recovered").get(0);
        swap(run.compensations, was, renamed(was));
    }

    static void otherPartition(ReferenceRun run) {
        JournalRecord was = Picks.capture(run, "recovered");
        Place moved = new Place(was.at().topic(), new Position(was.at().partition() + 1, 1_000));
        swap(
                run.journal,
                was,
                new JournalRecord(moved, was.timestampMs(), was.bytes(), was.entry(), was.flaw()));
    }

    static void garble(ReferenceRun run) {
        CompensationRecord was = compensations(run, "recovered").get(1);
        swap(
                run.compensations,
                was,
                new CompensationRecord(
                        new CommandRecord(was.at(), was.input().timestampMs(), 1, Optional.empty()),
                        was.key(),
                        Optional.empty()));
    }

    private static CompensationRecord renamed(CompensationRecord was) {
        CommandRecord.Body body = was.input().body().orElseThrow();
        CommandRecord.Body other =
                new CommandRecord.Body(
                        "cmp-x", body.orderId(), body.type(), body.payload(), body.whole());
        CommandRecord input =
                new CommandRecord(
                        was.at(),
                        was.input().timestampMs(),
                        was.input().bytes(),
                        Optional.of(other));
        return new CompensationRecord(input, was.key(), was.issue());
    }

    /** And the decider gives up on it, as it must. */
    static void garbage(ReferenceRun run) {
        Place at = new Place("order.compensation", new Position(0, 1_000));
        long timeMs = ReferenceRun.START.toEpochMilli();
        CommandRecord input = new CommandRecord(at, timeMs, 1, Optional.empty());
        run.compensations.add(new CompensationRecord(input, "x", Optional.empty()));
        run.deadLetters.add(
                new DeadLetter(new Position(0, 1_000), at, "x", Optional.of(1L), "no record"));
    }

    /** In the compensation and in what came of it. */
    static void rename(ReferenceRun run) {
        CompensationRecord was = compensations(run, "escalated").get(0);
        swap(run.compensations, was, renamed(was));
        Event event = event(run, "escalated", "RefundRequested");
        swap(
                run.events,
                event,
                Picks.decided(
                        event,
                        decided ->
                                new OutcomeRecord.Decided(
                                        decided.key(),
                                        decided.orderId(),
                                        "cmp-x",
                                        decided.commandHash(),
                                        decided.cause(),
                                        decided.atMs())));
    }

    /** The transaction of one order captured for another one, too, and compensated there. */
    static void otherOrder(ReferenceRun run) {
        JournalRecord capture = Picks.capture(run, "pending");
        Claim claim = new Claim("pending", ReferenceStories.t("recovered"), new Amount(1, "EUR"));
        Position at = new Position(capture.at().partition(), 1_000);
        run.journal.add(
                new JournalRecord(
                        new Place(capture.at().topic(), at),
                        capture.timestampMs(),
                        1,
                        Optional.of(new JournalRecord.Entry(claim, "eu-west", Optional.empty())),
                        Optional.empty()));
        CommandRecord.Body body =
                new CommandRecord.Body("cmp-t-recovered", "pending", "SettlePayment", 1, 1);
        run.compensations.add(
                new CompensationRecord(
                        new CommandRecord(
                                new Place("order.compensation", at),
                                capture.timestampMs() + 1,
                                1,
                                Optional.of(body)),
                        "pending",
                        Optional.of(
                                new CompensationRecord.Issue(
                                        claim,
                                        capture.timestampMs() + ReferencePipeline.DEADLINE_MS))));
    }

    static void otherNoOp(ReferenceRun run) {
        Rejection was = refused(run, "late", RejectionReason.PAYMENT_ALREADY_APPLIED);
        swap(run.rejections, was, Picks.with(was, was.decided(), RejectionReason.NOT_PAID));
    }

    static void settleOther(ReferenceRun run) {
        Event was = event(run, "recovered", "PaymentConfirmed");
        Payment payment = new Payment("t-other", ReferenceStories.TOTAL);
        swap(run.events, was, saying(was, paid(payment)));
    }

    /** Less than the order costs, as the command says, too. */
    static void payLess(ReferenceRun run) {
        Event was = event(run, "paid", "PaymentConfirmed");
        Payment less = new Payment(ReferenceStories.t("paid"), new Money(1_249L, "EUR"));
        Fact fact = paid(less);
        swap(
                run.events,
                was,
                saying(
                        was,
                        new Fact(
                                fact.type(),
                                was.fact().payload(),
                                fact.placed(),
                                fact.paid(),
                                fact.refund(),
                                fact.intervention())));
    }

    /** The decider refuses what it must settle. */
    static void unsettled(ReferenceRun run) {
        Event was = event(run, "cancelled", "RefundRequested");
        run.events.remove(was);
        run.rejections.add(
                new Rejection(
                        new Position(was.at().partition(), 1_000),
                        was.decided(),
                        was.sequence(),
                        RejectionReason.ORDER_CANCELLED,
                        was.version() - 1,
                        Optional.empty()));
    }

    private static void change(
            ReferenceRun run, int which, UnaryOperator<CompensationRecord.Issue> change) {
        CompensationRecord was = compensations(run, "recovered").get(which);
        swap(
                run.compensations,
                was,
                new CompensationRecord(was.input(), was.key(), was.issue().map(change)));
    }

    private static CompensationRecord.Issue less(CompensationRecord.Issue was) {
        Claim claim = was.claim();
        Amount amount = new Amount(claim.amount().minor() - 1, claim.amount().currency());
        Claim less = new Claim(claim.orderId(), claim.transactionId(), amount);
        return new CompensationRecord.Issue(less, was.issuedAtMs());
    }

    /** The order's next event in the place of a rejection. */
    private static void instead(ReferenceRun run, Rejection rejection, Fact fact) {
        List<Event> events =
                run.events.stream()
                        .filter(event -> event.orderId().equals(rejection.orderId()))
                        .toList();
        Event last = events.get(events.size() - 1);
        long number = rejection.sequence().orElse(last.number() + 1);
        run.rejections.remove(rejection);
        run.events.add(
                new Event(
                        new Position(last.at().partition(), 1_000),
                        rejection.decided(),
                        last.version() + 1,
                        number,
                        fact));
    }

    private static Fact paid(Payment payment) {
        return new Fact(
                "PaymentConfirmed",
                1,
                Optional.empty(),
                Optional.of(payment),
                Optional.empty(),
                Optional.empty());
    }

    private static Fact refund(String story, RefundReason reason) {
        Amount amount = Amount.of(ReferenceStories.TOTAL);
        return new Fact(
                "RefundRequested",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Fact.Refund(ReferenceStories.t(story), amount, reason)),
                Optional.empty());
    }
}
