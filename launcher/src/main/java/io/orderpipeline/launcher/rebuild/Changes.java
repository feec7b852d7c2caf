package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.pipeline.StateRebuild.Contents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * What must be written so that changelogs hold what they must hold. Pure.
 *
 * @param records values and, for what must not be there, tombstones
 * @param missing keys of the first store that had no value
 * @param wrong keys of the first store that had another value
 * @param unexplained keys of the first store that must not be there
 */
record Changes(
        List<ProducerRecord<byte[], byte[]>> records,
        List<Bytes> missing,
        List<Bytes> wrong,
        List<Bytes> unexplained) {

    private static final Contents NOTHING = new Contents(Map.of());

    /** From what was found to what must be, both by partition, for the stores of a role. */
    static Changes between(
            Map<Integer, Contents> found, Map<Integer, Contents> wanted, Changelogs changelogs) {
        Changes changes =
                new Changes(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<Integer, Contents> partitions = new TreeMap<>(wanted);
        found.keySet().forEach(partition -> partitions.putIfAbsent(partition, NOTHING));
        partitions.forEach(
                (partition, contents) -> {
                    Contents before = found.getOrDefault(partition, NOTHING);
                    changes.add(partition, before, contents, changelogs);
                });
        return changes;
    }

    private void add(int partition, Contents before, Contents after, Changelogs changelogs) {
        List<String> stores = changelogs.stores();
        for (String store : stores) {
            boolean first = store.equals(stores.get(0));
            String topic = changelogs.topic(store);
            Map<Bytes, byte[]> old = before.of(store);
            after.of(store)
                    .forEach(
                            (key, value) -> {
                                byte[] there = old.get(key);
                                if (there == null || !Arrays.equals(there, value)) {
                                    put(topic, partition, key, value);
                                    if (first) {
                                        (there == null ? missing : wrong).add(key);
                                    }
                                }
                            });
            for (Bytes key : old.keySet()) {
                if (!after.of(store).containsKey(key)) {
                    delete(topic, partition, key);
                    if (first) {
                        unexplained.add(key);
                    }
                }
            }
        }
    }

    private void put(String topic, int partition, Bytes key, byte[] value) {
        records.add(new ProducerRecord<>(topic, partition, key.get(), value));
    }

    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null is a tombstone
    private void delete(String topic, int partition, Bytes key) {
        records.add(new ProducerRecord<>(topic, partition, key.get(), null));
    }

    boolean isEmpty() {
        return records.isEmpty();
    }
}
