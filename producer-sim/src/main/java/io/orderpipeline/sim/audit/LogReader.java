package io.orderpipeline.sim.audit;

import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the four topics of commands and outcomes into a {@link Log}. One use, one thread. */
final class LogReader {

    private static final List<Topic> TOPICS =
            List.of(
                    Topics.ORDER_COMMAND,
                    Topics.ORDER_EVENT,
                    Topics.ORDER_REJECTION,
                    Topics.ORDER_DEAD_LETTER);

    private final TopicReader topics;
    private final Wire wire;
    private final List<CommandRecord> commands = new ArrayList<>();
    private final List<OutcomeRecord.Event> events = new ArrayList<>();
    private final List<OutcomeRecord.Rejection> rejections = new ArrayList<>();
    private final List<OutcomeRecord.DeadLetter> deadLetters = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<Integer, Long> firstCommand = new HashMap<>();
    private final Map<Integer, Long> outcomesSinceMs = new HashMap<>();

    LogReader(TopicReader topics, Wire wire) {
        this.topics = topics;
        this.wire = wire;
    }

    Log read() {
        TOPICS.forEach(this::read);
        return new Log(
                commands,
                events,
                rejections,
                deadLetters,
                unreadable,
                new Log.Kept(firstCommand, outcomesSinceMs));
    }

    private void read(Topic topic) {
        Map<TopicPartition, Long> from = topics.beginnings(topics.partitions(topic.name()));
        Map<Integer, Long> firstMs = new HashMap<>();
        topics.read(
                from,
                record -> {
                    firstMs.putIfAbsent(record.partition(), record.timestamp());
                    take(topic, record);
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
        if (topic.equals(Topics.ORDER_COMMAND)) {
            firstCommand.put(partition, first);
        } else {
            outcomesSinceMs.merge(partition, sinceMs, Math::max);
        }
    }

    private void take(Topic topic, ConsumerRecord<byte[], byte[]> record) {
        Position at = new Position(record.partition(), record.offset());
        if (topic.equals(Topics.ORDER_COMMAND)) {
            long bytes = Digest.of(record.key(), record.value());
            commands.add(new CommandRecord(at, record.timestamp(), bytes, body(record)));
        } else if (topic.equals(Topics.ORDER_DEAD_LETTER)) {
            RecordReader.deadLetter(record)
                    .ifPresentOrElse(
                            deadLetters::add, () -> unreadable(record, "names no failing record"));
        } else {
            decided(topic, at, record);
        }
    }

    private Optional<CommandRecord.Body> body(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(record.value()).map(wire::command).map(RecordReader::body);
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    private void decided(Topic topic, Position at, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            unreadable(record, "has no value");
            return;
        }
        String key = RecordReader.key(record);
        try {
            if (topic.equals(Topics.ORDER_EVENT)) {
                events.add(RecordReader.event(at, key, wire.event(record.value())));
            } else {
                rejections.add(RecordReader.rejection(at, key, wire.rejection(record.value())));
            }
        } catch (UndecodableRecordException e) {
            unreadable(record, String.valueOf(e.getMessage()));
        }
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
        unreadable.add(
                record.topic() + " " + record.partition() + "@" + record.offset() + " " + why);
    }
}
