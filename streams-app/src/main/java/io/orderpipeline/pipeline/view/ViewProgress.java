package io.orderpipeline.pipeline.view;

import java.nio.ByteBuffer;

/**
 * How far the views have come in one partition of a topic. After a crash in the middle of a commit
 * it may say more than the stores hold, until the first record is delivered again.
 *
 * @param offset of the last record handled, be it as a dead letter
 * @param timeMs the greatest time of a record handled, in milliseconds since the epoch: when it
 *     happened, for events; when it was rejected, for rejections; the record's time, for rows of
 *     the ledger. {@link #NO_TIME} before the first one that could be read
 */
public record ViewProgress(long offset, long timeMs) {

    /** Before every time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /**
     * Reads a stored value.
     *
     * @throws java.nio.BufferUnderflowException when it is too short
     */
    public static ViewProgress parse(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        return new ViewProgress(buffer.getLong(), buffer.getLong());
    }

    /** The value to store. */
    byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(offset).putLong(timeMs).array();
    }
}
