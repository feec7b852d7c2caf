package io.orderpipeline.sim.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.client.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the changelog's final word on each order. One thread. */
record StateReader(TopicReader topics, Wire wire) {

    /** States by order id. */
    Map<String, StateRecord> read(String changelog) {
        Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        Map<TopicPartition, Long> from = topics.beginnings(topics.partitions(changelog));
        topics.read(from, record -> last.put(new String(record.key(), UTF_8), record));
        Map<String, StateRecord> states = new HashMap<>();
        last.forEach((key, record) -> states.put(key, state(changelog, record)));
        return states;
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
}
