package io.orderpipeline.sim.client;

import io.orderpipeline.sim.traffic.Traffic.Sending;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One sending of one record.
 *
 * @param number from 1; above that the fate of those before is unknown
 * @param firstSentAt when the first of them was made
 * @param firstSentNanos the same, by {@link System#nanoTime}
 */
record Attempt(
        Sending sending,
        ProducerRecord<byte[], byte[]> wire,
        int number,
        Instant firstSentAt,
        long firstSentNanos) {

    static Attempt first(Sending sending, ProducerRecord<byte[], byte[]> wire) {
        return new Attempt(sending, wire, 1, Instant.now(), System.nanoTime());
    }

    Attempt again() {
        return new Attempt(sending, wire, number + 1, firstSentAt, firstSentNanos);
    }

    String orderId() {
        return sending.plan().orderId();
    }
}
