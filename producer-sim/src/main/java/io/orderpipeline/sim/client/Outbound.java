package io.orderpipeline.sim.client;

import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Plan;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Traffic.Sending;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The client's side of one simulation: sends, keeps the ledger, and watches the outcomes. For one
 * thread, except {@link #stop} and {@link #tally}.
 */
public final class Outbound implements AutoCloseable {

    /** What became of the records so far. */
    public record Tally(long sent, long refused, long unknown, Settlement.Snapshot settlement) {}

    private final Connection connection;
    private final LedgerWriter ledger;
    private final Wire wire;
    private final Settlement settlement = new Settlement();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final OutcomeTail tail;
    private final CommandSender sender;

    /** Opens tail and producer. The caller keeps the ledger. */
    public Outbound(Connection connection, int partitions, LedgerWriter ledger) {
        this.connection = connection;
        this.ledger = ledger;
        this.wire = Wire.connect(connection.registry());
        OutcomeDecoder decoder = new OutcomeDecoder(wire::event, wire::rejection);
        Clients clients = connection.clients();
        this.tail = OutcomeTail.open(clients.consumer(), decoder, settlement);
        this.sender =
                new CommandSender(
                        clients.producer(connection.limits()),
                        new RecordFactory(wire::encode, partitions),
                        this::known,
                        connection.limits().attempts());
    }

    /** Sends the record as soon as its order is free, unless the order was abandoned. */
    public void send(Sending sending) throws InterruptedException {
        if (sending.index() == 0) {
            sending.plan().end().ifPresent(end -> ledger.write(planned(sending.plan(), end)));
        }
        if (sender.send(sending)) {
            sent.incrementAndGet();
        }
    }

    /** Handles acknowledgements until this point of {@link System#nanoTime}, at least once. */
    public void listenUntil(long nanos) throws InterruptedException {
        sender.listenUntil(nanos);
        ledger.check();
    }

    /** True when the fate of everything sent is known. */
    public boolean idle() {
        return sender.idle();
    }

    /** Asks the sending thread to come to an end. */
    public void stop() {
        sender.stop();
    }

    public Tally tally() {
        return new Tally(sent.get(), refused.get(), unknown.get(), settlement.snapshot());
    }

    /** What keeps outcomes from being seen, if anything does. */
    public Optional<RuntimeException> blind() {
        return tail.failure();
    }

    /** Ends the producer; afterwards the fate of every record is in the ledger. */
    public void closeProducer() {
        sender.close(connection.limits().close());
    }

    @Override
    public void close() {
        closeProducer();
        tail.close();
        wire.close();
    }

    private void known(Attempt attempt, Verdict verdict) {
        switch (verdict.fate()) {
            case ACKNOWLEDGED ->
                    verdict.written()
                            .ifPresent(
                                    at ->
                                            settlement.acknowledged(
                                                    at.partition(),
                                                    at.offset(),
                                                    attempt.firstSentNanos()));
            case REFUSED -> refused.incrementAndGet();
            case UNKNOWN -> unknown.incrementAndGet();
        }
        ledger.write(line(attempt, verdict));
    }

    private static Line planned(Plan plan, Plan.End end) {
        return new Line.Planned(
                plan.orderId(), plan.records().size(), end.status().name(), end.version());
    }

    private static Line line(Attempt attempt, Verdict verdict) {
        PlannedRecord record = attempt.sending().record();
        return new Line.Sent(
                record.id(),
                attempt.orderId(),
                record.type(),
                record.kind().id(),
                record.expected().text(),
                verdict.fate(),
                verdict.written().map(RecordMetadata::partition).orElse(null),
                verdict.written().map(RecordMetadata::offset).orElse(null),
                verdict.error().map(Throwable::toString).orElse(null),
                attempt.number(),
                attempt.firstSentAt().toString(),
                Instant.now().toString());
    }
}
