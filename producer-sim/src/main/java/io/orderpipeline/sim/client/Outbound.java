package io.orderpipeline.sim.client;

import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.Traffic.Sending;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The client's side of one simulation: sends, keeps the ledger, and watches the outcomes. For one
 * thread, except {@link #stop} and {@link #tally}.
 */
public final class Outbound implements AutoCloseable {

    /**
     * What became of the records so far. Of captures, which are no commands, only the transactions
     * speak.
     */
    public record Tally(
            long sent,
            long refused,
            long unknown,
            Settlement.Snapshot settlement,
            TransactionWatch.Tally transactions) {

        /** Records that the brokers have, captures included. */
        public long acknowledged() {
            return settlement.acknowledged() + transactions.captured();
        }
    }

    private final Connection connection;
    private final LedgerWriter ledger;
    private final Wire wire;
    private final Settlement settlement = new Settlement();
    private final TransactionWatch watch = new TransactionWatch();
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
        Clients clients = connection.clients();
        this.tail = OutcomeTail.open(clients.consumer(), wire, settlement, watch);
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
            sending.plan()
                    .end()
                    .ifPresent(end -> ledger.write(LedgerLines.planned(sending.plan(), end)));
        }
        boolean command = sending.record().capture().isEmpty();
        if (sender.send(sending) && command) {
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
        return new Tally(
                sent.get(), refused.get(), unknown.get(), settlement.snapshot(), watch.tally());
    }

    /** How everything that the brokers have has ended is known. */
    public boolean settled() {
        return settlement.unsettled() == 0 && watch.tally().pending() == 0;
    }

    /** What is known of this run's captures. */
    public TransactionWatch transactions() {
        return watch;
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
        attempt.sending()
                .record()
                .capture()
                .ifPresentOrElse(
                        capture -> knownCapture(capture, attempt, verdict),
                        () -> knownCommand(attempt, verdict));
    }

    private void knownCommand(Attempt attempt, Verdict verdict) {
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
        ledger.write(LedgerLines.sent(attempt, verdict));
    }

    private void knownCapture(Content.Capture capture, Attempt attempt, Verdict verdict) {
        if (verdict.fate() == Fate.ACKNOWLEDGED) {
            PaymentTransaction transaction = capture.transaction();
            watch.acknowledged(
                    transaction.getOrderId(),
                    transaction.getTransactionId(),
                    capture.confirmation(),
                    System.nanoTime());
        } else {
            watch.undelivered();
        }
        ledger.write(LedgerLines.captured(capture, attempt, verdict));
    }
}
