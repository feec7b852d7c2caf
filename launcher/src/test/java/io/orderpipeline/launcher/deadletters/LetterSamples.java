package io.orderpipeline.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.RedriveHeaders;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Dead letters as the app writes them. */
final class LetterSamples {

    private LetterSamples() {}

    /** The letter at {@code 0@offset}, of a record of that second. */
    static Letter letter(String topic, String key, long offset, Map<String, String> more) {
        return Letter.of(record(topic, key, offset, more)).orElseThrow();
    }

    static Letter command(String order, long offset) {
        return letter(Topics.ORDER_COMMAND.name(), order, offset, Map.of());
    }

    static Letter tried(String order, long offset, int attempts) {
        return letter(
                Topics.ORDER_COMMAND.name(),
                order,
                offset,
                Map.of(
                        RedriveHeaders.ATTEMPTS,
                        Integer.toString(attempts),
                        RedriveHeaders.ORIGIN,
                        "order.command-4@1"));
    }

    /** The next letter of a record that was redriven. */
    static Letter again(Letter first, long offset) {
        return letter(
                first.source().topic(),
                first.key().orElseThrow(),
                offset,
                Map.of(RedriveHeaders.ATTEMPTS, "1", RedriveHeaders.ORIGIN, first.origin()));
    }

    /** The letter of a command that was too large to be repeated in it. */
    static Letter omitted(long offset) {
        ConsumerRecord<byte[], byte[]> whole =
                record(
                        Topics.ORDER_COMMAND.name(),
                        "o-1",
                        offset,
                        Map.of(DeadLetterHeaders.VALUE_OMITTED, "1048576"));
        ConsumerRecord<byte[], byte[]> bare =
                new ConsumerRecord<>(whole.topic(), whole.partition(), offset, null, null);
        whole.headers().forEach(bare.headers()::add);
        return Letter.of(bare).orElseThrow();
    }

    static ConsumerRecord<byte[], byte[]> record(
            String topic, String key, long offset, Map<String, String> more) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "abc".getBytes(UTF_8));
        more.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        Map.of(
                        DeadLetterHeaders.TOPIC, topic,
                        DeadLetterHeaders.PARTITION, "5",
                        DeadLetterHeaders.OFFSET, Long.toString(100 + offset),
                        DeadLetterHeaders.STAGE, "processing",
                        DeadLetterHeaders.APPLICATION, "order-pipeline-decider",
                        DeadLetterHeaders.EXCEPTION, "java.lang.IllegalArgumentException",
                        DeadLetterHeaders.MESSAGE, "the record stands on partition 5")
                .forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        return new ConsumerRecord<>(
                Topics.ORDER_DEAD_LETTER.name(),
                0,
                offset,
                offset * 1_000,
                TimestampType.CREATE_TIME,
                1,
                1,
                key.getBytes(UTF_8),
                new byte[] {1, 2, 3},
                headers,
                Optional.empty());
    }

    static OrderCommand cancel(String order, String id, @Nullable Long expectedVersion) {
        return new OrderCommand(
                id, order, expectedVersion, Instant.EPOCH, new CancelOrder("no more"));
    }

    static PaymentTransaction capture(String order, String transaction) {
        return new PaymentTransaction(
                transaction,
                order,
                Instant.EPOCH,
                new PaymentCaptured(new Money(100L, "EUR"), "eu-west"));
    }

    static Reading reading(SpecificRecord record) {
        return new Reading(Optional.of(record), Optional.empty());
    }

    static Letters letters(Letter... all) {
        return new Letters(List.of(all), Map.of(), 0);
    }
}
