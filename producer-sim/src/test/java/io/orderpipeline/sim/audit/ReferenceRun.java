package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.HandledCommand;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Mischief;
import io.orderpipeline.sim.traffic.Outcome;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Poison;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline of a few lines that does what the traffic's plans foresee and leaves clean evidence
 * behind, for mutants to spoil.
 */
final class ReferenceRun {

    static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    static final Duration CLOSED_RETENTION = Duration.ofDays(7);
    private static final int PARTITIONS = 3;

    final List<CommandRecord> commands = new ArrayList<>();
    final List<OutcomeRecord.Event> events = new ArrayList<>();
    final List<OutcomeRecord.Rejection> rejections = new ArrayList<>();
    final List<OutcomeRecord.DeadLetter> deadLetters = new ArrayList<>();
    final List<String> unreadable = new ArrayList<>();
    final Map<String, StateRecord> states = new HashMap<>();
    final List<Line.Planned> plans = new ArrayList<>();
    final List<Line.Sent> sent = new ArrayList<>();
    final List<Books.Lag> lags = new ArrayList<>();
    final List<Books.Transaction> transactions = new ArrayList<>();
    final List<Books.End> ends = new ArrayList<>();
    Log.Kept kept = Log.Kept.ALL;
    Instant now = START.plusSeconds(60);

    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();

    /** What the pipeline remembers of one order. */
    private static final class Order {
        long version;
        @Nullable OrderSnapshot snapshot;
        final List<HandledCommand> handled = new ArrayList<>();
        final Map<String, CommandOutcome> outcomes = new HashMap<>();
    }

    /** Some forty orders with every kind of mischief. */
    static ReferenceRun clean() {
        ReferenceRun run = new ReferenceRun();
        Mischief mischief = new Mischief(0.5, 2, 0.2, 0.2, 0.1, 0.1, 0.3, 8);
        for (Traffic.Sending sending : new Traffic(new TrafficOptions(7, 40, mischief))) {
            run.send(sending);
        }
        run.orders.forEach(run::remember);
        run.closeBooks();
        return run;
    }

    Evidence evidence() {
        Log log = new Log(commands, events, rejections, deadLetters, unreadable, kept);
        Line.Header header =
                new Line.Header(1, 7, "order.command", "topic-id", START.toString(), Map.of());
        Ledger ledger =
                new Ledger(Path.of("run.jsonl"), header, plans, sent, Optional.empty(), false);
        return new Evidence(
                log,
                states,
                List.of(ledger),
                new Books(lags, transactions, ends),
                new Evidence.Horizon(now, CLOSED_RETENTION));
    }

    private void send(Traffic.Sending sending) {
        PlannedRecord planned = sending.record();
        Plan plan = sending.plan();
        if (sending.index() == 0) {
            plan.end()
                    .ifPresent(
                            end ->
                                    plans.add(
                                            new Line.Planned(
                                                    plan.orderId(),
                                                    plan.records().size(),
                                                    end.status().name(),
                                                    end.version())));
        }
        Position at = next("order.command", plan.orderId());
        long time = START.toEpochMilli() + commands.size();
        OrderCommand command = planned.command();
        Optional<CommandRecord.Body> body =
                planned.content() instanceof Poison
                        ? Optional.empty()
                        : Optional.of(RecordReader.body(command));
        long bytes = Digest.of(planned.commandId() + planned.kind());
        commands.add(new CommandRecord(at, time, bytes, body));
        sent.add(line(planned, plan, at));
        if (body.isEmpty()) {
            deadLetters.add(
                    new OutcomeRecord.DeadLetter(
                            next("order.dead-letter", plan.orderId()),
                            new OutcomeRecord.Cause("order.command", at),
                            plan.orderId(),
                            bytes,
                            "poison"));
        } else {
            handle(command, body.get(), planned.expected(), at, time);
        }
    }

    private void handle(
            OrderCommand command,
            CommandRecord.Body body,
            Outcome outcome,
            Position at,
            long timeMs) {
        Order order = orders.computeIfAbsent(command.getOrderId(), id -> new Order());
        Cause cause = new Cause(Topics.ORDER_COMMAND.name(), at.partition(), at.offset());
        Instant time = Instant.ofEpochMilli(timeMs);
        long sequence = order.handled.size() + 1L;
        if (outcome.kind() == Outcome.Kind.EVENT) {
            OrderEvent event =
                    new OrderEvent(
                            command.getOrderId(),
                            ++order.version,
                            sequence,
                            command.getCommandId(),
                            body.whole(),
                            cause,
                            time,
                            evolve(order, command.getPayload()));
            events.add(RecordReader.event(next("order.event", command.getOrderId()), event));
            remember(
                    order,
                    command,
                    body,
                    new CommandOutcome(OutcomeKind.ACCEPTED, order.version, null));
            return;
        }
        RejectionReason reason = RejectionReason.valueOf(outcome.name());
        CommandOutcome original =
                outcome.handled() ? null : order.outcomes.get(command.getCommandId());
        OrderRejection rejection =
                new OrderRejection(
                        command.getOrderId(),
                        command.getCommandId(),
                        body.whole(),
                        outcome.handled() ? sequence : null,
                        reason,
                        "because",
                        order.version,
                        cause,
                        time,
                        original);
        rejections.add(
                RecordReader.rejection(next("order.rejection", command.getOrderId()), rejection));
        if (outcome.handled()) {
            remember(
                    order,
                    command,
                    body,
                    new CommandOutcome(OutcomeKind.REJECTED, order.version, reason));
        }
    }

    private static void remember(
            Order order, OrderCommand command, CommandRecord.Body body, CommandOutcome outcome) {
        order.handled.add(new HandledCommand(command.getCommandId(), body.whole(), outcome));
        order.outcomes.put(command.getCommandId(), outcome);
    }

    private static Object evolve(Order order, Object payload) {
        OrderSnapshot was = order.snapshot;
        if (payload instanceof PlaceOrder place) {
            order.snapshot =
                    new OrderSnapshot(
                            OrderStatus.PLACED,
                            place.getCustomerId(),
                            place.getRegion(),
                            place.getTotal(),
                            null);
            return new OrderPlaced(
                    place.getCustomerId(), place.getRegion(), place.getTotal(), place.getLines());
        }
        Object event;
        OrderStatus status;
        Payment payment = was == null ? null : was.getPayment().orElse(null);
        if (payload instanceof ConfirmPayment paid) {
            payment = new Payment(paid.getTransactionId(), paid.getAmount());
            status = OrderStatus.PAID;
            event = new PaymentConfirmed(paid.getTransactionId(), paid.getAmount());
        } else if (payload instanceof FulfilOrder fulfil) {
            status = OrderStatus.FULFILLED;
            event = new OrderFulfilled(fulfil.getShipmentId());
        } else {
            status = OrderStatus.CANCELLED;
            event = new OrderCancelled(((CancelOrder) payload).getReason());
        }
        OrderSnapshot placed = Objects.requireNonNull(was);
        order.snapshot =
                new OrderSnapshot(
                        status,
                        placed.getCustomerId(),
                        placed.getRegion(),
                        placed.getTotal(),
                        payment);
        return event;
    }

    private void remember(String orderId, Order order) {
        long changedMs =
                Stream.<OutcomeRecord>concat(events.stream(), rejections.stream())
                        .filter(each -> each.orderId().equals(orderId))
                        .filter(each -> each.sequence().isPresent())
                        .mapToLong(OutcomeRecord::handledAtMs)
                        .max()
                        .orElseThrow();
        OrderState state =
                new OrderState(
                        orderId,
                        order.version,
                        (long) order.handled.size(),
                        Instant.ofEpochMilli(changedMs),
                        order.snapshot,
                        List.copyOf(order.handled));
        states.put(orderId, new StateRecord(next("changelog", orderId), Optional.of(state)));
    }

    private void closeBooks() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            lags.add(new Books.Lag("order-pipeline-decider", "order.command", partition, 0));
            ends.add(new Books.End("order.event", partition, 100, 100));
        }
        transactions.add(
                new Books.Transaction("order-pipeline-decider-1", "CompleteCommit", false));
    }

    private static Line.Sent line(PlannedRecord planned, Plan plan, Position at) {
        return new Line.Sent(
                planned.commandId(),
                plan.orderId(),
                planned.type(),
                planned.kind().id(),
                planned.expected().text(),
                Fate.ACKNOWLEDGED,
                at.partition(),
                at.offset(),
                null,
                1,
                START.toString(),
                START.toString());
    }

    private Position next(String topic, String orderId) {
        int partition = Math.floorMod(orderId.hashCode(), PARTITIONS);
        long offset = offsets.merge(topic + partition, 1L, Long::sum) - 1;
        return new Position(partition, offset);
    }
}
