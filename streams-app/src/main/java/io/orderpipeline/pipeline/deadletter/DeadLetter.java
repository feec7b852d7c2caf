package io.orderpipeline.pipeline.deadletter;

import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** The failing record as it was, with where it stood and why it failed in its headers. */
final class DeadLetter {

    /** Keeps a message that quotes its record from making the dead letter too large itself. */
    private static final int MAX_MESSAGE_LENGTH = 2_000;

    private final String applicationId;

    DeadLetter(String applicationId) {
        this.applicationId = applicationId;
    }

    ProducerRecord<byte[], byte[]> of(
            ErrorHandlerContext context,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Failure failure) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(
                        Topics.ORDER_DEAD_LETTER.name(), null, context.timestamp(), key, value);
        context.headers().forEach(letter.headers()::add);
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

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, Object value) {
        letter.headers().add(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String messageOf(Exception exception) {
        String message = Objects.requireNonNullElse(exception.getMessage(), exception.toString());
        return message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH));
    }

    /** Where the record failed and why. */
    record Failure(String stage, Exception exception) {}
}
