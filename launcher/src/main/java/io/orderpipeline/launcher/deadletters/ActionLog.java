package io.orderpipeline.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was done about letters, by letter. One that cannot be decoded still has the letter as its
 * key, and counts as one of unknown kind: as if it were not there, a letter that is closed would
 * seem open. Filled once, then only read; one thread.
 */
final class ActionLog {

    private final Function<byte[], DeadLetterAction> decoder;
    private final Map<RecordPlace, List<DeadLetterAction>> byLetter = new HashMap<>();
    private long nameless;

    ActionLog(Function<byte[], DeadLetterAction> decoder) {
        this.decoder = decoder;
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            add(decoder.apply(record.value() == null ? new byte[0] : record.value()));
        } catch (UndecodableRecordException e) {
            letter(record)
                    .ifPresentOrElse(letter -> add(unknown(letter, record, e)), () -> nameless++);
        }
    }

    private void add(DeadLetterAction action) {
        byLetter.computeIfAbsent(RecordPlace.of(action.getLetter()), letter -> new ArrayList<>())
                .add(action);
    }

    private static Optional<RecordPlace> letter(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.key())
                .flatMap(key -> RecordPlace.parse(new String(key, UTF_8)))
                .filter(place -> place.isIn(Topics.ORDER_DEAD_LETTER));
    }

    private static DeadLetterAction unknown(
            RecordPlace letter,
            ConsumerRecord<byte[], byte[]> record,
            UndecodableRecordException why) {
        RecordPlace at = new RecordPlace(record.topic(), record.partition(), record.offset());
        return DeadLetterAction.newBuilder()
                .setLetter(letter.cause())
                .setSource(letter.cause())
                .setKind(DeadLetterActionKind.UNKNOWN)
                .setAttempts(0)
                .setOperator("unknown")
                .setReason("%s: %s".formatted(at, why.getMessage()))
                .setActedAt(Instant.ofEpochMilli(record.timestamp()))
                .build();
    }

    Map<RecordPlace, List<DeadLetterAction>> byLetter() {
        return byLetter;
    }

    /** How many records name no letter, in whatever way. */
    long nameless() {
        return nameless;
    }
}
