package io.orderpipeline.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.sim.client.FailingRecord;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.RedriveHeaders;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param at where it stands
 * @param source where the record stands that failed
 * @param failedAt that record's time
 * @param content that record
 * @param failure what went wrong
 */
record Letter(
        RecordPlace at, RecordPlace source, Instant failedAt, Content content, Failure failure) {

    /** Oldest record first, by when it failed last. */
    static final Comparator<Letter> BY_AGE =
            Comparator.comparing(Letter::failedAt)
                    .thenComparing(letter -> letter.source().topic())
                    .thenComparingInt(letter -> letter.source().partition())
                    .thenComparingLong(letter -> letter.source().offset())
                    .thenComparingInt(letter -> letter.at().partition())
                    .thenComparingLong(letter -> letter.at().offset());

    /**
     * The record that failed.
     *
     * @param headers its own and those of earlier redrivings, without what the letter added
     * @param omitted whether it was too large to be repeated in its letter
     */
    record Content(
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers,
            boolean omitted) {}

    /** What the letter says of the failure, for people. */
    record Failure(String stage, String application, String exception, String message) {}

    /** Empty when its headers do not say where the failing record was. */
    static Optional<Letter> of(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        return FailingRecord.of(headers)
                .map(
                        failing ->
                                new Letter(
                                        new RecordPlace(
                                                record.topic(),
                                                record.partition(),
                                                record.offset()),
                                        new RecordPlace(
                                                failing.topic(),
                                                failing.partition(),
                                                failing.offset()),
                                        Instant.ofEpochMilli(record.timestamp()),
                                        content(record),
                                        failure(headers)));
    }

    private static Content content(ConsumerRecord<byte[], byte[]> record) {
        List<Header> own =
                StreamSupport.stream(record.headers().spliterator(), false)
                        .filter(header -> !isAdded(header.key()))
                        .toList();
        boolean omitted = record.headers().lastHeader(DeadLetterHeaders.VALUE_OMITTED) != null;
        return new Content(record.key(), record.value(), own, omitted);
    }

    private static boolean isAdded(String header) {
        return header.startsWith("__streams.errors.") || header.startsWith("order.errors.");
    }

    private static Failure failure(Headers headers) {
        return new Failure(
                text(headers, DeadLetterHeaders.STAGE),
                text(headers, DeadLetterHeaders.APPLICATION),
                text(headers, DeadLetterHeaders.EXCEPTION),
                text(headers, DeadLetterHeaders.MESSAGE));
    }

    private static String text(Headers headers, String name) {
        return FailingRecord.text(headers, name).orElse("");
    }

    /** The key as text: the order's id, unless the record stands under a wrong key. */
    Optional<String> key() {
        return Optional.ofNullable(content.key()).map(key -> new String(key, UTF_8));
    }

    /** How often the record has been redriven. */
    int attempts() {
        return own(RedriveHeaders.ATTEMPTS)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** Where the record stood that failed first. */
    String origin() {
        return own(RedriveHeaders.ORIGIN).orElse(source.toString());
    }

    private Optional<String> own(String name) {
        return content.headers().stream()
                .filter(header -> header.key().equals(name))
                .reduce((before, after) -> after)
                .map(header -> new String(header.value(), UTF_8));
    }
}
