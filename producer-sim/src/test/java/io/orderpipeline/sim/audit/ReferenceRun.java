package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.rejection.OrderRejection;
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
import java.util.Optional;

/**
 * A pipeline of a few lines that does what the traffic's plans foresee and leaves clean evidence
 * behind, for mutants to spoil.
 */
final class ReferenceRun {

    static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    static final Duration CLOSED_RETENTION = Duration.ofDays(7);
    private static final DeciderMemory MEMORY = new DeciderMemory(CLOSED_RETENTION, 64);
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
    DeciderMemory memory = MEMORY;
    boolean ledgered = true;

    private final Map<String, ReferenceDecider> orders = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();

    /** Some forty orders with every kind of mischief. */
    static ReferenceRun clean() {
        ReferenceRun run = new ReferenceRun();
        Mischief mischief = new Mischief(0.5, 2, 0.2, 0.2, 0.1, 0.1, 0.3, 8);
        for (Traffic.Sending sending : new Traffic(new TrafficOptions(7, 40, mischief))) {
            run.send(sending);
        }
        run.orders.forEach(run::changelog);
        run.closeBooks();
        return run;
    }

    Evidence evidence() {
        Log log = new Log(commands, events, rejections, deadLetters, unreadable, kept);
        Line.Header header =
                new Line.Header(1, 7, "order.command", "topic-id", START.toString(), Map.of());
        Ledger ledger =
                new Ledger(
                        Path.of("run.jsonl"),
                        header,
                        plans,
                        sent,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        false);
        return new Evidence(
                log,
                states,
                ledgered ? List.of(ledger) : List.of(),
                new Books(lags, transactions, ends),
                new Evidence.Horizon(now, memory));
    }

    private void send(Traffic.Sending sending) {
        PlannedRecord planned = sending.record();
        Plan plan = sending.plan();
        if (sending.index() == 0) {
            plan.end().ifPresent(end -> plans.add(planned(plan, end)));
        }
        if (planned.capture().isPresent()) {
            return; // not on order.command
        }
        Position at = next("order.command", plan.orderId());
        long time = START.toEpochMilli() + commands.size();
        OrderCommand command = planned.command();
        Optional<CommandRecord.Body> body =
                planned.content() instanceof Poison
                        ? Optional.empty()
                        : Optional.of(RecordReader.body(command));
        long bytes = Digest.of(planned.id() + planned.kind());
        CommandRecord record = new CommandRecord(at, time, bytes, body);
        commands.add(record);
        sent.add(line(planned, plan, at));
        if (body.isEmpty()) {
            deadLetters.add(
                    new OutcomeRecord.DeadLetter(
                            next("order.dead-letter", plan.orderId()),
                            new OutcomeRecord.Cause("order.command", at),
                            plan.orderId(),
                            Optional.of(bytes),
                            "poison"));
        } else {
            handle(command, record, planned.expected());
        }
    }

    private void handle(OrderCommand command, CommandRecord record, Outcome outcome) {
        String orderId = command.getOrderId();
        ReferenceDecider order = orders.computeIfAbsent(orderId, id -> new ReferenceDecider());
        long hash = record.body().orElseThrow().whole();
        Position at = record.at();
        Cause cause = new Cause(Topics.ORDER_COMMAND.name(), at.partition(), at.offset());
        Instant time = Instant.ofEpochMilli(record.timestampMs());
        if (outcome.kind() == Outcome.Kind.EVENT) {
            OrderEvent event = order.accept(command, hash, cause, time);
            events.add(RecordReader.event(next("order.event", orderId), orderId, event));
        } else {
            OrderRejection rejection = order.refuse(command, hash, outcome, cause, time);
            Position place = next("order.rejection", orderId);
            rejections.add(RecordReader.rejection(place, orderId, rejection));
        }
    }

    private void changelog(String orderId, ReferenceDecider order) {
        Position at = next("changelog", orderId);
        states.put(orderId, new StateRecord(at, Optional.of(order.state(orderId))));
    }

    private void closeBooks() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            lags.add(new Books.Lag("order-pipeline-decider", "order.command", partition, 0));
            ends.add(new Books.End("order.event", partition, 100, 100));
        }
        transactions.add(
                new Books.Transaction("order-pipeline-decider-1", "CompleteCommit", false));
    }

    private static Line.Planned planned(Plan plan, Plan.End end) {
        return new Line.Planned(
                plan.orderId(), plan.commands(), end.status().name(), end.version());
    }

    private static Line.Sent line(PlannedRecord planned, Plan plan, Position at) {
        return new Line.Sent(
                planned.id(),
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
