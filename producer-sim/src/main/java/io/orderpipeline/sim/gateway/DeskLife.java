package io.orderpipeline.sim.gateway;

import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.Clients;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.gateway.Mishaps.Step;
import io.orderpipeline.sim.gateway.RefundJournal.Entry;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * One life of the desk, from the reading of the book to its death. The order of its steps keeps
 * every promise: first the book, then the journal, then the request is ticked off. Whenever it
 * dies, what is in the book but perhaps not in the journal has a request that comes again. For one
 * thread.
 */
final class DeskLife implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** A desk that closes still answers what is there; but not for longer than this. */
    private static final Duration LAST_ORDERS = Duration.ofSeconds(5);

    private final RefundBook book;
    private final Mishaps mishaps;
    private final DeskCounts counts;
    private final RefundDesk desk;
    private final Wire wire;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final RefundJournal journal;

    DeskLife(Connection connection, RefundBook book, Mishaps mishaps, DeskCounts counts) {
        this.book = book;
        this.mishaps = mishaps;
        this.counts = counts;
        this.desk = new RefundDesk(book.read());
        this.wire = Wire.connect(connection.registry());
        Clients clients = connection.clients();
        this.producer = clients.producer(connection.limits());
        this.journal = new RefundJournal(producer, wire::encode);
        this.consumer = clients.member(PaymentGateway.GROUP);
    }

    /** Answers requests until the desk is to close, then those that are left. */
    void live(BooleanSupplier closing) {
        consumer.subscribe(List.of(Topics.PAYMENT_REFUND.name()));
        while (!closing.getAsBoolean()) {
            serve(consumer.poll(POLL));
        }
        long untilNanos = System.nanoTime() + LAST_ORDERS.toNanos();
        while (behind() && System.nanoTime() - untilNanos < 0) {
            serve(consumer.poll(POLL));
        }
    }

    private boolean behind() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private void serve(ConsumerRecords<byte[], byte[]> requests) {
        if (requests.isEmpty()) {
            return;
        }
        List<Line.Refunded> executed = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        requests.forEach(record -> answer(record, executed, entries));
        book.append(executed);
        mishaps.executed(executed.size());
        counts.executed(executed.size());
        mishaps.passed(Step.EXECUTED);
        journal.write(entries);
        mishaps.passed(Step.JOURNALED);
        consumer.commitSync();
    }

    private void answer(
            ConsumerRecord<byte[], byte[]> record,
            List<Line.Refunded> executed,
            List<Entry> entries) {
        Optional<Requested> read = read(record);
        if (read.isEmpty()) {
            return;
        }
        Requested request = read.get();
        if (mishaps.lose(request.transaction())) {
            counts.lost();
            return;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Answer answer = desk.answer(request, now);
        if (answer instanceof Answer.Execute execute) {
            executed.add(execute.refund());
            Entry entry = new Entry(request.order(), execute.refund());
            for (int n = mishaps.journalEntries(request.transaction()); n > 0; n--) {
                entries.add(entry);
            }
        } else if (answer instanceof Answer.Repeat repeat) {
            counts.repeated();
            entries.add(new Entry(request.order(), repeat.refund()));
        } else {
            refuse(record, ((Answer.Refuse) answer).why());
        }
    }

    private Optional<Requested> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            refuse(record, "it is empty");
            return Optional.empty();
        }
        try {
            Requested request = Requested.of(wire.refundRequest(record.value()));
            Optional<String> flaw = request.flaw(record.key());
            flaw.ifPresent(why -> refuse(record, why));
            return flaw.isPresent() ? Optional.empty() : Optional.of(request);
        } catch (UndecodableRecordException e) {
            refuse(record, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, String why) {
        counts.refused(
                "refused the request %s-%d@%d: %s"
                        .formatted(record.topic(), record.partition(), record.offset(), why));
    }

    /** Ticks nothing off: what was not finished comes again. */
    @Override
    public void close() {
        try (wire;
                producer;
                consumer) {
            // Closed in reverse, each even if another fails.
        }
    }
}
