package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.command.ResolveCompensation;
import io.orderpipeline.schema.command.RetryCompensation;
import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;
import io.orderpipeline.sim.traffic.Content.Capture.End;
import io.orderpipeline.sim.traffic.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One order for each thing that can happen to a payment. The order of a story is named after it,
 * its transaction is {@code t-} and that name.
 */
final class ReferenceStories {

    static final Money TOTAL = new Money(1_250L, "EUR");
    private static final Outcome PLACED = Outcome.event("OrderPlaced");
    private static final Outcome PAID = Outcome.event("PaymentConfirmed");

    private final ReferenceRun run;
    private final ReferencePipeline pipeline;
    private int commands;

    ReferenceStories(ReferenceRun run, ReferencePipeline pipeline) {
        this.run = run;
        this.pipeline = pipeline;
    }

    /** The transaction of a story. */
    static String t(String story) {
        return "t-" + story;
    }

    /** The key of that transaction in the ledger. */
    static String key(String story) {
        return Claim.key(story, t(story));
    }

    void tell() {
        recovered();
        notFound();
        cancelled();
        alreadyPaid();
        mismatch();
        overtaken();
        late();
        escalated();
        retried();
        resolved();
        cited();
        malformed();
        pending();
        redriven();
        discarded();
    }

    /** The incident, and its cure. The compensation is sent twice. */
    private void recovered() {
        place("recovered");
        capture("recovered", TOTAL, Confirmation.DROPPED, End.RECOVERED);
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensate(t("recovered"));
        pipeline.compensateInVain(t("recovered"), RejectionReason.DUPLICATE_COMMAND);
        end("recovered", 1, OrderStatus.PAID, 2);
    }

    /** Money for an order that is placed only afterwards, and must be paid otherwise. */
    private void notFound() {
        capture("not-found", TOTAL, Confirmation.DROPPED, End.REFUNDED);
        refunded("not-found");
        place("not-found");
        Outcome refused = Outcome.rejection(RejectionReason.PAYMENT_REFUNDED);
        send("not-found", new ConfirmPayment(t("not-found"), TOTAL), refused);
        end("not-found", 2, OrderStatus.PLACED, 2);
    }

    private void cancelled() {
        place("cancelled");
        send("cancelled", new CancelOrder("no more"), Outcome.event("OrderCancelled"));
        capture("cancelled", TOTAL, Confirmation.DROPPED, End.REFUNDED);
        refunded("cancelled");
        end("cancelled", 2, OrderStatus.CANCELLED, 3);
    }

    /** Two payments of one order: the second one goes back. */
    private void alreadyPaid() {
        place("paid");
        capture("paid", TOTAL, Confirmation.SENT, End.TRACKED);
        send("paid", new ConfirmPayment(t("paid"), TOTAL), PAID);
        capture("paid", "t-paid-2", TOTAL, Confirmation.DROPPED, End.REFUNDED);
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensate("t-paid-2");
        pipeline.refund("t-paid-2");
        end("paid", 2, OrderStatus.PAID, 3);
    }

    /** Asked for twice, given back once, journaled twice. */
    private void mismatch() {
        place("mismatch");
        Money less = new Money(1_249L, "EUR");
        capture("mismatch", less, Confirmation.DROPPED, End.REFUNDED);
        refunded("mismatch");
        pipeline.request(t("mismatch"));
        pipeline.journalRefund(t("mismatch"));
        end("mismatch", 1, OrderStatus.PLACED, 2);
    }

    /** The confirmation comes after the compensation. */
    private void overtaken() {
        place("overtaken");
        capture("overtaken", TOTAL, Confirmation.SENT, End.TRACKED);
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensate(t("overtaken"));
        Object confirm = new ConfirmPayment(t("overtaken"), TOTAL);
        Outcome applied = Outcome.rejection(RejectionReason.PAYMENT_ALREADY_APPLIED);
        send("overtaken", confirm, PAID, applied);
        end("overtaken", 2, OrderStatus.PAID, 2);
    }

    /** The compensation comes after the confirmation. */
    private void late() {
        place("late");
        capture("late", TOTAL, Confirmation.SENT, End.TRACKED);
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        send("late", new ConfirmPayment(t("late"), TOTAL), PAID);
        pipeline.compensateInVain(t("late"), RejectionReason.PAYMENT_ALREADY_APPLIED);
        end("late", 2, OrderStatus.PAID, 2);
    }

    /** The gateway does not answer. */
    private void escalated() {
        capture("escalated");
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensate(t("escalated"));
        pipeline.request(t("escalated"));
        pipeline.escalate(t("escalated"));
    }

    /** It answers when asked again by a person. */
    private void retried() {
        capture("retried");
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensate(t("retried"));
        pipeline.escalate(t("retried"));
        Object retry = new RetryCompensation(t("retried"), "ann", "the gateway is back");
        send("retried", retry, Outcome.event("CompensationRetried"));
        pipeline.request(t("retried"));
        pipeline.refund(t("retried"));
    }

    private void resolved() {
        place("resolved");
        capture("resolved");
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensateInVain(t("resolved"), RejectionReason.REFUND_LIMIT_REACHED);
        pipeline.escalate(t("resolved"));
        Object resolve = new ResolveCompensation(t("resolved"), "ann", "paid back by cheque");
        send("resolved", resolve, Outcome.event("CompensationResolved"));
        end("resolved", 2, OrderStatus.PLACED, 2);
    }

    /** A confirmation that the journal knows nothing of. */
    private void cited() {
        place("cited");
        send("cited", new ConfirmPayment(t("cited"), TOTAL), PAID);
        end("cited", 2, OrderStatus.PAID, 2);
    }

    private void malformed() {
        pipeline.malformed("garbage", Optional.empty());
        Money negative = new Money(-1L, "EUR");
        pipeline.malformed(
                "negative", Optional.of(pipeline.transaction("t-n", "negative", negative)));
    }

    /** Its deadline is still to come. */
    private void pending() {
        place("pending");
        capture("pending", TOTAL, Confirmation.DROPPED, End.RECOVERED);
        end("pending", 1, OrderStatus.PAID, 2);
    }

    /** Its command stood on the wrong partition, became a dead letter, and was written again. */
    private void redriven() {
        List<OrderLine> lines = List.of(new OrderLine("sku", 1, TOTAL.getAmountMinor()));
        Object place = new PlaceOrder("c-1", "eu-west", TOTAL, lines);
        OrderCommand command =
                new OrderCommand("c-redriven", "redriven", null, Instant.EPOCH, place);
        CommandRecord misplaced = pipeline.redriven(command, Digest.of("c-redriven"), PLACED);
        run.sent.add(
                ReferenceRun.line(
                        misplaced,
                        "c-redriven",
                        "redriven",
                        "original",
                        Outcome.DEAD_LETTER.text()));
        end("redriven", 1, OrderStatus.PLACED, 1);
    }

    /** Nobody can do anything with it: first it is given up on, then put away. */
    private void discarded() {
        CommandRecord poison = pipeline.poison("discarded", Digest.of("c-discarded"));
        Position letter = run.deadLetters.get(run.deadLetters.size() - 1).at();
        pipeline.act(letter, poison.at(), DeadLetterActionKind.QUARANTINED, Optional.empty());
        pipeline.act(letter, poison.at(), DeadLetterActionKind.DISCARDED, Optional.empty());
    }

    private void refunded(String story) {
        pipeline.pass(ReferencePipeline.DEADLINE_MS);
        pipeline.compensate(t(story));
        pipeline.refund(t(story));
    }

    private void place(String story) {
        List<OrderLine> lines = List.of(new OrderLine("sku", 1, TOTAL.getAmountMinor()));
        send(story, new PlaceOrder("c-1", "eu-west", TOTAL, lines), PLACED);
    }

    /** By a gateway that keeps no ledger. */
    private void capture(String story) {
        JournalRecord unused = pipeline.capture(pipeline.transaction(t(story), story, TOTAL));
    }

    private void capture(String story, Money amount, Confirmation confirmation, End end) {
        capture(story, t(story), amount, confirmation, end);
    }

    private void capture(
            String story, String transaction, Money amount, Confirmation confirmation, End end) {
        JournalRecord record = pipeline.capture(pipeline.transaction(transaction, story, amount));
        run.captures.add(ReferenceRun.captured(record, confirmation, end));
    }

    private void send(String story, Object payload, Outcome outcome) {
        send(story, payload, outcome, outcome);
    }

    private void send(String story, Object payload, Outcome planned, Outcome outcome) {
        String id = "c-" + story + "-" + commands++;
        OrderCommand command = new OrderCommand(id, story, null, Instant.EPOCH, payload);
        CommandRecord record = pipeline.command(command, Digest.of(id), outcome);
        run.sent.add(ReferenceRun.line(record, id, story, "original", planned.text()));
    }

    private void end(String story, int records, OrderStatus status, long version) {
        run.plans.add(new Line.Planned(story, records, status.name(), version));
    }
}
