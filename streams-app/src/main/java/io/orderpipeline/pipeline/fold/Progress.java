package io.orderpipeline.pipeline.fold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How far a store has come in its partition of the topic: it holds what the records up to here led
 * to, and nothing else.
 *
 * @param offset of the last record, be it one that could not be applied
 * @param timeMs the greatest time of a record that was applied, in milliseconds since the epoch;
 *     {@link #NO_TIME} before the first one
 */
public record Progress(long offset, long timeMs) {

    /** Before every time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Before the first record. */
    static final Progress NONE = new Progress(-1, NO_TIME);

    boolean isNone() {
        return offset < 0;
    }

    Progress after(long nextOffset, long nextTimeMs) {
        return new Progress(nextOffset, Math.max(timeMs, nextTimeMs));
    }

    /** The value to store, with what has been counted up to here; names have at most 127 bytes. */
    byte[] bytes(Map<String, Long> counts) {
        int size = 2 * Long.BYTES;
        for (String name : counts.keySet()) {
            size += 1 + name.length() + Long.BYTES;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).putLong(offset).putLong(timeMs);
        counts.forEach(
                (name, count) -> {
                    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
                    buffer.put((byte) ascii.length).put(ascii).putLong(count);
                });
        return buffer.array();
    }

    /**
     * Reads a stored value.
     *
     * @throws java.nio.BufferUnderflowException when it is too short
     */
    static Progress parse(byte[] value, BiConsumer<String, Long> counts) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        Progress progress = new Progress(buffer.getLong(), buffer.getLong());
        while (buffer.hasRemaining()) {
            byte[] name = new byte[buffer.get()];
            buffer.get(name);
            counts.accept(new String(name, StandardCharsets.US_ASCII), buffer.getLong());
        }
        return progress;
    }
}
