package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the changelogs of a role must hold from what the topics tell, with the role's own
 * rules. First every record of the {@link #inputs} is read, each topic in its order, then each
 * partition is asked for. Emits nothing. One thread.
 */
public interface StateRebuild {

    /**
     * A topic to read.
     *
     * @param consumed whether the role consumes it: then only what its group has committed counts
     */
    record Input(String topic, boolean consumed) {}

    /** A record of an input as it stands in its topic. */
    record Stored(Cause at, long timestampMs, byte @Nullable [] key, byte @Nullable [] value) {

        /** The value of a record that the pipeline itself wrote, which has one. */
        byte[] present() {
            if (value == null) {
                throw new UnfoldableException(at + " has no value");
            }
            return value;
        }
    }

    /** What stores hold in one partition: entries by the store's name. */
    record Contents(Map<String, Map<Bytes, byte[]>> stores) {

        /** The entries of one store, none when it was not given. */
        public Map<Bytes, byte[]> of(String store) {
            return stores.getOrDefault(store, Map.of());
        }
    }

    /** All that must be read. */
    List<Input> inputs();

    /** The stores that are made anew, the one with the values first. */
    List<String> stores();

    /**
     * Retention has taken records from the beginning of a partition.
     *
     * @throws UnfoldableException when the state cannot be told without them
     */
    void trimmed(String topic, int partition);

    /**
     * Reads one record.
     *
     * @return where the record stands that the role made this one of, if it did: the role must have
     *     committed beyond it
     * @throws UnfoldableException when the record is none that the role can have written
     */
    Optional<Cause> read(Stored stored);

    /**
     * What the stores of a partition must hold; what is there and can be as it is stays as it is.
     *
     * @throws UnfoldableException when the topics contradict themselves
     */
    Contents contents(int partition, Contents found);

    /** The names by which people know what a key of the first store is about. */
    String name(Bytes key);
}
