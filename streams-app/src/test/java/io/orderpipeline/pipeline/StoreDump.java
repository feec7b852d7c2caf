package io.orderpipeline.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What a store holds, with keys as its changelog has them. */
final class StoreDump {

    private StoreDump() {}

    static Map<Bytes, byte[]> of(TopologyTestDriver driver, String name) {
        Map<Bytes, byte[]> entries = new TreeMap<>();
        KeyValueStore<Object, byte[]> store = driver.getKeyValueStore(name);
        try (KeyValueIterator<Object, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> entries.put(bytes(entry.key), entry.value));
        }
        return entries;
    }

    private static Bytes bytes(Object key) {
        return key instanceof Bytes bytes
                ? bytes
                : Bytes.wrap(((String) key).getBytes(StandardCharsets.UTF_8));
    }
}
