package io.orderpipeline.pipeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * Key of the forget queue: 8 bytes of epoch milliseconds, big-endian, then the order id; sorts by
 * time.
 */
record ForgetKey(Instant changedAt, String orderId) {

    /** Not after any key. */
    static final Bytes FIRST = timeBytes(0);

    Bytes toBytes() {
        byte[] id = orderId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + id.length)
                        .putLong(changedAt.toEpochMilli())
                        .put(id)
                        .array());
    }

    static ForgetKey of(Bytes key) {
        ByteBuffer buffer = ByteBuffer.wrap(key.get());
        Instant changedAt = Instant.ofEpochMilli(buffer.getLong());
        return new ForgetKey(changedAt, StandardCharsets.UTF_8.decode(buffer).toString());
    }

    /** The key, unless it is too short to be one. */
    static Optional<ForgetKey> readable(Bytes key) {
        return key.get().length > Long.BYTES ? Optional.of(of(key)) : Optional.empty();
    }

    /** After every key of this time or an earlier one, before every later one. */
    static Bytes after(Instant time) {
        return timeBytes(Math.max(0, time.toEpochMilli() + 1));
    }

    private static Bytes timeBytes(long epochMs) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(0, epochMs).array());
    }
}
