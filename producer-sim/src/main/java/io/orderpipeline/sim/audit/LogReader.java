package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.FailingRecord;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.RedriveHeaders;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the pipeline's topics into a {@link Log}. One use, one thread. */
final class LogReader {

    private final TopicReader topics;
    private final Wire wire;
    private final Map<TopicPartition, Long> until;
    private final List<CommandRecord> commands = new ArrayList<>();
    private final List<OutcomeRecord.Event> events = new ArrayList<>();
    private final List<OutcomeRecord.Rejection> rejections = new ArrayList<>();
    private final List<OutcomeRecord.DeadLetter> deadLetters = new ArrayList<>();
    private final List<JournalRecord> journal = new ArrayList<>();
    private final List<CompensationRecord> compensations = new ArrayList<>();
    private final List<RequestRecord> requests = new ArrayList<>();
    private final List<LetterAnswers.Action> actions = new ArrayList<>();
    private final List<LetterAnswers.Redriven> redriven = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<Integer, Long> firstCommand = new HashMap<>();
    private final Map<Integer, Long> outcomesSinceMs = new HashMap<>();
    private final Set<Integer> lostRequests = new HashSet<>();
    private boolean lettersComplete = true;
    private int partitions;

    /** Reads everything. */
    LogReader(TopicReader topics, Wire wire) {
        this(topics, wire, Map.of());
    }

    /** Takes nothing from these offsets on. */
    LogReader(TopicReader topics, Wire wire, Map<TopicPartition, Long> until) {
        this.topics = topics;
        this.wire = wire;
        this.until = Map.copyOf(until);
    }

    Log read() {
        partitions = topics.partitions(Topics.PAYMENT_TRANSACTION.name()).size();
        read(Topics.ORDER_COMMAND, this::command);
        read(Topics.ORDER_EVENT, this::event);
        read(Topics.ORDER_REJECTION, this::rejection);
        read(Topics.ORDER_DEAD_LETTER, this::deadLetter);
        read(Topics.ORDER_DEAD_LETTER_ACTION, this::action);
        read(Topics.PAYMENT_TRANSACTION, this::journal);
        read(Topics.ORDER_COMPENSATION, this::compensation);
        read(Topics.PAYMENT_REFUND, this::request);
        return new Log(
                commands,
                events,
                rejections,
                deadLetters,
                new LetterAnswers(actions, redriven, lettersComplete),
                new PaymentLog(journal, compensations, requests),
                unreadable,
                new Log.Kept(firstCommand, outcomesSinceMs, lostRequests));
    }

    private void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> take) {
        Map<TopicPartition, Long> from = topics.beginnings(topics.partitions(topic.name()));
        Map<Integer, Long> firstMs = new HashMap<>();
        topics.read(
                from,
                record -> {
                    firstMs.putIfAbsent(record.partition(), record.timestamp());
                    TopicPartition at = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < until.getOrDefault(at, Long.MAX_VALUE)) {
                        take.accept(record);
                    }
                });
        from.forEach(
                (partition, first) -> {
                    if (first > 0) {
                        Long sinceMs = firstMs.get(partition.partition());
                        trimmed(
                                topic,
                                partition.partition(),
                                first,
                                sinceMs == null ? Long.MAX_VALUE : sinceMs);
                    }
                });
    }

    private void trimmed(Topic topic, int partition, long first, long sinceMs) {
        lettersComplete &=
                !topic.equals(Topics.ORDER_DEAD_LETTER)
                        && !topic.equals(Topics.ORDER_DEAD_LETTER_ACTION);
        if (topic.equals(Topics.ORDER_COMMAND)) {
            firstCommand.put(partition, first);
        } else if (topic.equals(Topics.PAYMENT_REFUND)) {
            lostRequests.add(partition);
        } else if (!topic.equals(Topics.ORDER_DEAD_LETTER_ACTION)) {
            outcomesSinceMs.merge(partition, sinceMs, Math::max);
        }
    }

    private void command(ConsumerRecord<byte[], byte[]> record) {
        Optional<OrderCommand> decoded = decoded(record, wire::command);
        redriven(record);
        commands.add(
                new CommandRecord(
                        place(record),
                        record.timestamp(),
                        bytes(record),
                        decoded.map(RecordReader::body)));
    }

    private void event(ConsumerRecord<byte[], byte[]> record) {
        readable(record, wire::event)
                .map(event -> RecordReader.event(at(record), RecordReader.key(record), event))
                .ifPresent(events::add);
    }

    private void rejection(ConsumerRecord<byte[], byte[]> record) {
        readable(record, wire::rejection)
                .map(each -> RecordReader.rejection(at(record), RecordReader.key(record), each))
                .ifPresent(rejections::add);
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        RecordReader.deadLetter(record)
                .ifPresentOrElse(
                        deadLetters::add, () -> unreadable(record, "names no failing record"));
    }

    private void action(ConsumerRecord<byte[], byte[]> record) {
        readable(record, wire::deadLetterAction)
                .map(each -> LetterAnswers.Action.of(record, each))
                .ifPresent(actions::add);
    }

    /** Whoever writes a record again says so in its headers. */
    private void redriven(ConsumerRecord<byte[], byte[]> record) {
        FailingRecord.text(record.headers(), RedriveHeaders.LETTER)
                .map(letter -> new LetterAnswers.Redriven(place(record), letter, bytes(record)))
                .ifPresent(redriven::add);
    }

    private void journal(ConsumerRecord<byte[], byte[]> record) {
        redriven(record);
        journal.add(
                PaymentReader.journal(
                                place(record),
                                record.timestamp(),
                                RecordReader.key(record),
                                bytes(record),
                                decoded(record, wire::transaction))
                        .among(partitions, record.key()));
    }

    private void compensation(ConsumerRecord<byte[], byte[]> record) {
        compensations.add(
                PaymentReader.compensation(
                        place(record),
                        record.timestamp(),
                        RecordReader.key(record),
                        bytes(record),
                        decoded(record, wire::compensation)));
    }

    private void request(ConsumerRecord<byte[], byte[]> record) {
        readable(record, wire::refundRequest)
                .map(each -> PaymentReader.request(at(record), RecordReader.key(record), each))
                .ifPresent(requests::add);
    }

    /** For records that clients write: what cannot be decoded is the pipeline's to dead-letter. */
    private static <T> Optional<T> decoded(
            ConsumerRecord<byte[], byte[]> record, Function<byte[], T> decoder) {
        try {
            return Optional.ofNullable(record.value()).map(decoder);
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    /** For records that the pipeline writes: each must be readable. */
    private <T> Optional<T> readable(
            ConsumerRecord<byte[], byte[]> record, Function<byte[], T> decoder) {
        if (record.value() == null) {
            unreadable(record, "has no value");
            return Optional.empty();
        }
        try {
            return Optional.of(decoder.apply(record.value()));
        } catch (UndecodableRecordException e) {
            unreadable(record, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Position at(ConsumerRecord<byte[], byte[]> record) {
        return new Position(record.partition(), record.offset());
    }

    private static Place place(ConsumerRecord<byte[], byte[]> record) {
        return new Place(record.topic(), at(record));
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return Digest.of(record.key(), record.value());
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
        unreadable.add(
                record.topic() + " " + record.partition() + "@" + record.offset() + " " + why);
    }
}
