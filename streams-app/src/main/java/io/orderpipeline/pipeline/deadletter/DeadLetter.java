package io.orderpipeline.pipeline.deadletter;

import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The failing record as it was, with where it stood and why it failed in its headers. A record that
 * would not fit with them is left out of its own dead letter, which then says so: a dead letter
 * that cannot be written would stop the pipeline.
 */
final class DeadLetter {

    /** Keeps a message that quotes its record from making the dead letter too large itself. */
    private static final int MAX_MESSAGE_LENGTH = 2_000;

    /** More than our own headers ever take. */
    private static final int PROVENANCE_BYTES = 16 * 1024;

    private static final int DEFAULT_MAX_REQUEST_BYTES = 1_048_576;

    private final String applicationId;
    private final int maxRecordBytes;

    private DeadLetter(String applicationId, int maxRecordBytes) {
        this.applicationId = applicationId;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Takes the application's id and its producers' limit from its settings. */
    static DeadLetter configured(Map<String, ?> settings) {
        Object limit =
                settings.get(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
        int maxRequestBytes =
                limit == null ? DEFAULT_MAX_REQUEST_BYTES : Integer.parseInt(limit.toString());
        return new DeadLetter(
                String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG)),
                maxRequestBytes - PROVENANCE_BYTES);
    }

    /**
     * What failed.
     *
     * @param stage one of those that {@link DeadLetterHeaders#STAGE} lists
     */
    record Failure(
            byte @Nullable [] key, byte @Nullable [] value, String stage, Exception exception) {}

    ProducerRecord<byte[], byte[]> of(ErrorHandlerContext context, Failure failure) {
        ProducerRecord<byte[], byte[]> letter =
                bytesOf(context, failure) <= maxRecordBytes
                        ? whole(context, failure)
                        : omitted(context, failure);
        add(letter, DeadLetterHeaders.TOPIC, context.topic());
        add(letter, DeadLetterHeaders.PARTITION, context.partition());
        add(letter, DeadLetterHeaders.OFFSET, context.offset());
        add(letter, DeadLetterHeaders.TIMESTAMP, context.timestamp());
        add(letter, DeadLetterHeaders.STAGE, failure.stage());
        add(letter, DeadLetterHeaders.APPLICATION, applicationId);
        add(letter, DeadLetterHeaders.EXCEPTION, failure.exception().getClass().getName());
        add(letter, DeadLetterHeaders.MESSAGE, messageOf(failure.exception()));
        return letter;
    }

    private static ProducerRecord<byte[], byte[]> whole(
            ErrorHandlerContext context, Failure failure) {
        ProducerRecord<byte[], byte[]> letter = letter(context, failure.key(), failure.value());
        context.headers().forEach(letter.headers()::add);
        return letter;
    }

    private static ProducerRecord<byte[], byte[]> omitted(
            ErrorHandlerContext context, Failure failure) {
        ProducerRecord<byte[], byte[]> letter = letter(context, null, null);
        add(letter, DeadLetterHeaders.VALUE_OMITTED, length(failure.value()));
        return letter;
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(
                Topics.ORDER_DEAD_LETTER.name(), null, context.timestamp(), key, value);
    }

    private static long bytesOf(ErrorHandlerContext context, Failure failure) {
        long bytes = (long) length(failure.key()) + length(failure.value());
        for (Header header : context.headers()) {
            bytes += header.key().length() + (long) length(header.value());
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, Object value) {
        letter.headers().add(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String messageOf(Exception exception) {
        String message = Objects.requireNonNullElse(exception.getMessage(), exception.toString());
        return message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH));
    }
}
