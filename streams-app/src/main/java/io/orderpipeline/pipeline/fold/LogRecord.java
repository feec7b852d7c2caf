package io.orderpipeline.pipeline.fold;

import io.orderpipeline.order.Cause;
import io.orderpipeline.pipeline.Provenance;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic, whether it is processed or a copy is filled from it.
 *
 * @param cause where it stands
 * @param timestampMs its time, in milliseconds since the epoch
 */
public record LogRecord(
        Cause cause, long timestampMs, @Nullable String key, byte @Nullable [] value) {

    /** The record at hand. */
    static LogRecord of(ProcessingContext context, Record<String, byte[]> message) {
        return new LogRecord(
                Provenance.of(context), message.timestamp(), message.key(), message.value());
    }

    static LogRecord of(ConsumerRecord<byte[], byte[]> found) {
        byte @Nullable [] key = found.key();
        return new LogRecord(
                new Cause(found.topic(), found.partition(), found.offset()),
                found.timestamp(),
                key == null ? null : new String(key, StandardCharsets.UTF_8),
                found.value());
    }

    long offset() {
        return cause.offset();
    }
}
