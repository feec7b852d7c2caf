package io.orderpipeline.sim.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes refunds on payment.transaction. A repetition has the same bytes as what it repeats.
 *
 * @param producer waits for all replicas
 * @param encoder gives Confluent's wire format
 */
record RefundJournal(
        Producer<byte[], byte[]> producer, Function<PaymentTransaction, byte[]> encoder) {

    /** A refund and the order under whose key it is journaled. */
    record Entry(String order, Line.Refunded refund) {}

    /** On return the brokers have all of them. */
    void write(List<Entry> entries) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        entries.forEach(entry -> sent.add(producer.send(record(entry))));
        producer.flush();
        sent.forEach(RefundJournal::await);
    }

    private ProducerRecord<byte[], byte[]> record(Entry entry) {
        return new ProducerRecord<>(
                Topics.PAYMENT_TRANSACTION.name(),
                entry.order().getBytes(UTF_8),
                encoder.apply(transaction(entry)));
    }

    static PaymentTransaction transaction(Entry entry) {
        Line.Refunded refund = entry.refund();
        Money amount = new Money(refund.amountMinor(), refund.currency());
        return new PaymentTransaction(
                refund.transaction(),
                entry.order(),
                Instant.parse(refund.executedAt()),
                new PaymentRefunded(amount, refund.refund()));
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            RecordMetadata unused = sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's interrupt flag again
        } catch (ExecutionException e) {
            throw new KafkaException("a refund could not be journaled", e.getCause());
        }
    }
}
