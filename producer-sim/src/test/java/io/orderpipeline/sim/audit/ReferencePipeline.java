package io.orderpipeline.sim.audit;

import static java.util.Objects.requireNonNull;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.compensation.SettlePayment;
import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.refund.RefundPayment;
import io.orderpipeline.schema.refund.RefundRequest;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Outcome;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decider, tracker and gateway of a few lines each. The decider does with commands what it is told
 * to; what comes of compensations it decides itself. Nothing happens that is not asked for: time
 * passes, and deadlines with it, when the story says so.
 */
final class ReferencePipeline {

    static final long DEADLINE_MS = 1_000;
    private static final int PARTITIONS = 3;

    private final ReferenceRun run;
    private final Map<String, ReferenceDecider> orders = new HashMap<>();
    private final Map<String, ReferenceRow> rows = new LinkedHashMap<>();
    private final Map<String, JournalRecord> captures = new HashMap<>();
    private final Map<String, OutcomeRecord.Event> givenBack = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private long clockMs = ReferenceRun.START.toEpochMilli();

    ReferencePipeline(ReferenceRun run) {
        this.run = run;
    }

    /** A client sends a command, and this comes of it. */
    CommandRecord command(OrderCommand command, long bytes, Outcome outcome) {
        CommandRecord record = input(command.getOrderId(), bytes, RecordReader.body(command));
        run.commands.add(record);
        ReferenceDecider order = order(command.getOrderId());
        if (outcome.kind() == Outcome.Kind.EVENT) {
            event(order, record, ReferenceDecider.happens(command.getPayload()));
        } else {
            reject(order, record, outcome);
        }
        return record;
    }

    /** A client sends what nobody can handle. */
    CommandRecord poison(String orderId, long bytes) {
        Place at = next(Topics.ORDER_COMMAND.name(), orderId);
        CommandRecord record = new CommandRecord(at, clockMs++, bytes, Optional.empty());
        run.commands.add(record);
        deadLetter(at, orderId, bytes);
        return record;
    }

    /** A client sends what stands where nobody may decide on it, and it is redriven. */
    CommandRecord redriven(OrderCommand command, long bytes, Outcome outcome) {
        CommandRecord misplaced = input(command.getOrderId(), bytes, RecordReader.body(command));
        run.commands.add(misplaced);
        deadLetter(misplaced.at(), command.getOrderId(), bytes);
        Position letter = run.deadLetters.get(run.deadLetters.size() - 1).at();
        CommandRecord again = command(command, bytes, outcome);
        run.redriven.add(new LetterAnswers.Redriven(again.at(), letter.toString(), bytes));
        act(letter, misplaced.at(), DeadLetterActionKind.REDRIVEN, Optional.of(again.at()));
        return misplaced;
    }

    /** An operator does something about a letter. */
    void act(Position letter, Place source, DeadLetterActionKind kind, Optional<Place> to) {
        run.actions.add(
                new LetterAnswers.Action(
                        next(Topics.ORDER_DEAD_LETTER_ACTION.name(), letter.toString()).at(),
                        letter.toString(),
                        new Place(Topics.ORDER_DEAD_LETTER.name(), letter),
                        source,
                        kind,
                        to,
                        true));
    }

    /** The gateway journals a capture. */
    JournalRecord capture(PaymentTransaction transaction) {
        JournalRecord record = journal(transaction, transaction.getOrderId());
        captures.put(transaction.getTransactionId(), record);
        return record;
    }

    private JournalRecord journal(PaymentTransaction transaction, String key) {
        Place at = next(Topics.PAYMENT_TRANSACTION.name(), key);
        long bytes = Digest.of(transaction.toString());
        JournalRecord record =
                PaymentReader.journal(at, clockMs++, key, bytes, Optional.of(transaction));
        run.journal.add(record);
        record.wellformed().ifPresent(entry -> row(entry.claim()).journaled(record));
        return record;
    }

    /** Somebody journals what nobody can handle. */
    void malformed(String key, Optional<PaymentTransaction> transaction) {
        Place at = next(Topics.PAYMENT_TRANSACTION.name(), key);
        long bytes = Digest.of("malformed " + at);
        run.journal.add(PaymentReader.journal(at, clockMs++, key, bytes, transaction));
        deadLetter(at, key, bytes);
    }

    void pass(long ms) {
        clockMs += ms;
    }

    /** All deadlines have passed. */
    void compensateUntracked() {
        List<String> untracked =
                captures.keySet().stream().filter(id -> row(claim(id)).uncited()).sorted().toList();
        untracked.forEach(this::compensate);
        untracked.stream().filter(givenBack::containsKey).forEach(this::refund);
    }

    /** The tracker compensates, and the decider settles. */
    void compensate(String transactionId) {
        CommandRecord input = compensation(transactionId);
        Claim claim = claim(transactionId);
        ReferenceDecider order = order(claim.orderId());
        event(order, input, order.settle(transactionId, claim.amount().money()));
        if (givenBack.containsKey(transactionId)) {
            request(transactionId);
        }
    }

    /** The tracker compensates, and the decider has a reason to do nothing. */
    void compensateInVain(String transactionId, RejectionReason reason) {
        CommandRecord input = compensation(transactionId);
        reject(order(claim(transactionId).orderId()), input, Outcome.rejection(reason));
    }

    private CommandRecord compensation(String transactionId) {
        Claim claim = claim(transactionId);
        JournalRecord capture = requireNonNull(captures.get(transactionId));
        Compensation compensation =
                new Compensation(
                        "cmp-" + transactionId,
                        claim.orderId(),
                        transactionId,
                        Instant.ofEpochMilli(capture.timestampMs() + DEADLINE_MS),
                        new SettlePayment(claim.amount().money()));
        CompensationRecord record =
                PaymentReader.compensation(
                        next(Topics.ORDER_COMPENSATION.name(), claim.orderId()),
                        clockMs++,
                        claim.orderId(),
                        Digest.of(compensation.toString()),
                        Optional.of(compensation));
        run.compensations.add(record);
        row(claim).compensated();
        return record.input();
    }

    /** The tracker asks the gateway, maybe again. */
    void request(String transactionId) {
        OutcomeRecord.Event event = requireNonNull(givenBack.get(transactionId));
        Claim claim = event.claim().orElseThrow();
        Fact.Refund refund = event.fact().refund().orElseThrow();
        RefundRequest request =
                new RefundRequest(
                        "rfd-" + transactionId,
                        claim.orderId(),
                        transactionId,
                        Instant.ofEpochMilli(event.handledAtMs()),
                        new Cause("order.event", event.at().partition(), event.at().offset()),
                        new RefundPayment(claim.amount().money(), refund.reason().name()));
        Position at = next(Topics.PAYMENT_REFUND.name(), claim.orderId()).at();
        run.requests.add(PaymentReader.request(at, claim.orderId(), request));
        row(claim).requested();
    }

    /** The gateway gives the money back. */
    void refund(String transactionId) {
        Claim claim = claim(transactionId);
        Amount amount = claim.amount();
        String id = "rfd-" + transactionId;
        run.refunds.add(
                new Line.Refunded(transactionId, id, amount.minor(), amount.currency(), "now"));
        journalRefund(transactionId);
    }

    /** The gateway's journal says so, maybe again. */
    void journalRefund(String transactionId) {
        Claim claim = claim(transactionId);
        Money money = claim.amount().money();
        journal(
                new PaymentTransaction(
                        transactionId,
                        claim.orderId(),
                        Instant.ofEpochMilli(clockMs),
                        new PaymentRefunded(money, "rfd-" + transactionId)),
                claim.orderId());
    }

    void escalate(String transactionId) {
        row(claim(transactionId)).escalated();
    }

    /** A transaction of this order. */
    PaymentTransaction transaction(String transactionId, String orderId, Money amount) {
        PaymentCaptured captured = new PaymentCaptured(amount, "eu-west");
        return new PaymentTransaction(
                transactionId, orderId, Instant.ofEpochMilli(clockMs), captured);
    }

    /** Writes the changelogs and closes the books. */
    void end() {
        orders.forEach(
                (orderId, order) -> {
                    Position at = next("orders", orderId).at();
                    run.states.put(orderId, new StateRecord(at, Optional.of(order.state(orderId))));
                });
        rows.forEach(
                (key, row) ->
                        run.rows.put(key, new RowRecord(next("ledger", key).at(), row.row())));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            run.lags.add(new Books.Lag("order-pipeline-decider", "order.command", partition, 0));
            run.ends.add(new Books.End("order.event", partition, 100, 100));
        }
        run.transactions.add(
                new Books.Transaction("order-pipeline-decider-1", "CompleteCommit", false));
    }

    private Claim claim(String transactionId) {
        return requireNonNull(captures.get(transactionId)).entry().orElseThrow().claim();
    }

    private ReferenceDecider order(String orderId) {
        return orders.computeIfAbsent(orderId, id -> new ReferenceDecider());
    }

    private ReferenceRow row(Claim claim) {
        return row(claim.orderId(), claim.transactionId());
    }

    private ReferenceRow row(String orderId, String transactionId) {
        return rows.computeIfAbsent(
                Claim.key(orderId, transactionId), key -> new ReferenceRow(orderId, transactionId));
    }

    private CommandRecord input(String orderId, long bytes, CommandRecord.Body body) {
        Place at = next(Topics.ORDER_COMMAND.name(), orderId);
        return new CommandRecord(at, clockMs++, bytes, Optional.of(body));
    }

    private void event(ReferenceDecider order, CommandRecord record, Object happened) {
        ReferenceDecider.Input input = input(record);
        Position at = next(Topics.ORDER_EVENT.name(), input.orderId()).at();
        OutcomeRecord.Event event =
                RecordReader.event(at, input.orderId(), order.accept(input, happened));
        run.events.add(event);
        event.claim().ifPresent(claim -> row(claim).cited(event));
        event.fact().refund().ifPresent(each -> givenBack.put(each.transactionId(), event));
        event.fact()
                .intervention()
                .ifPresent(each -> row(input.orderId(), each.transactionId()).acted(event));
    }

    private void reject(ReferenceDecider order, CommandRecord record, Outcome outcome) {
        ReferenceDecider.Input input = input(record);
        Position at = next(Topics.ORDER_REJECTION.name(), input.orderId()).at();
        run.rejections.add(
                RecordReader.rejection(at, input.orderId(), order.refuse(input, outcome)));
    }

    private static ReferenceDecider.Input input(CommandRecord record) {
        CommandRecord.Body body = record.body().orElseThrow();
        Place at = record.at();
        return new ReferenceDecider.Input(
                body.orderId(),
                body.commandId(),
                body.whole(),
                new Cause(at.topic(), at.partition(), at.at().offset()),
                Instant.ofEpochMilli(record.timestampMs()));
    }

    private void deadLetter(Place at, String key, long bytes) {
        run.deadLetters.add(
                new OutcomeRecord.DeadLetter(
                        next(Topics.ORDER_DEAD_LETTER.name(), key).at(),
                        at,
                        key,
                        Optional.of(bytes),
                        "poison"));
    }

    private Place next(String topic, String orderId) {
        int partition = Math.floorMod(orderId.hashCode(), PARTITIONS);
        long offset = offsets.merge(topic + partition, 1L, Long::sum) - 1;
        return new Place(topic, new Position(partition, offset));
    }
}
