package io.orderpipeline.sim.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a changelog's final word under each key. One thread. */
record StateReader(TopicReader topics, Wire wire) {

    /** States by order id. */
    Map<String, StateRecord> states(String changelog) {
        return last(changelog, record -> state(changelog, record));
    }

    /** The tracker's rows by {@code orderId/transactionId}. */
    Map<String, RowRecord> rows(String changelog) {
        return last(changelog, record -> row(changelog, record));
    }

    private <T> Map<String, T> last(
            String changelog, Function<ConsumerRecord<byte[], byte[]>, T> decoder) {
        Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        Map<TopicPartition, Long> from = topics.beginnings(topics.partitions(changelog));
        topics.read(from, record -> last.put(new String(record.key(), UTF_8), record));
        Map<String, T> decoded = new HashMap<>();
        last.forEach((key, record) -> decoded.put(key, decoder.apply(record)));
        return decoded;
    }

    private StateRecord state(String changelog, ConsumerRecord<byte[], byte[]> record) {
        Position at = new Position(record.partition(), record.offset());
        try {
            return new StateRecord(
                    at,
                    Optional.ofNullable(record.value()).map(bytes -> wire.state(changelog, bytes)));
        } catch (UndecodableRecordException e) {
            return StateRecord.unreadable(at, String.valueOf(e.getMessage()));
        }
    }

    private RowRecord row(String changelog, ConsumerRecord<byte[], byte[]> record) {
        Position at = new Position(record.partition(), record.offset());
        try {
            return new RowRecord(
                    at,
                    Optional.ofNullable(record.value())
                            .map(bytes -> wire.ledgerRow(changelog, bytes)),
                    Optional.empty());
        } catch (UndecodableRecordException e) {
            return new RowRecord(at, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
