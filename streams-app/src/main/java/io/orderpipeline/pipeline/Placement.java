package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A record must stand under its order's id and on the partition of that key: one writer per order
 * is a promise of the partition. A client with another partitioner (librdkafka's default is CRC32)
 * would put one order into two tasks' hands.
 */
record Placement(int partitions) {

    /** Throws where the record is not where its key belongs. */
    void require(@Nullable String key, String orderId, Cause cause) {
        if (!orderId.equals(key)) {
            throw new IllegalArgumentException(
                    "the record's key is '%s'; it must be its orderId '%s'"
                            .formatted(key, orderId));
        }
        byte[] keyBytes = orderId.getBytes(StandardCharsets.UTF_8);
        int expected = Utils.toPositive(Utils.murmur2(keyBytes)) % partitions;
        if (cause.partition() != expected) {
            throw new IllegalArgumentException(
                    ("the record stands on partition %d, but its key '%s' belongs to partition %d of %d;"
                                    + " configure the producer's partitioner as murmur2 (librdkafka:"
                                    + " murmur2_random)")
                            .formatted(cause.partition(), orderId, expected, partitions));
        }
    }
}
