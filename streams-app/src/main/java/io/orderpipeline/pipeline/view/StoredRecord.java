package io.orderpipeline.pipeline.view;

import java.nio.ByteBuffer;

/**
 * A record of a topic as the views keep it: 8 bytes of offset, big-endian, and the bytes of its
 * value as they stand in the topic. They carry the id of the schema that they were written with, so
 * the views need none of their own.
 *
 * @param offset in the topic's partition, whose number is the store's
 */
public record StoredRecord(long offset, byte[] record) {

    /**
     * Reads a stored value.
     *
     * @throws java.nio.BufferUnderflowException when it is shorter than an offset
     */
    public static StoredRecord parse(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        long offset = buffer.getLong();
        byte[] record = new byte[buffer.remaining()];
        buffer.get(record);
        return new StoredRecord(offset, record);
    }

    /** The value to store. */
    byte[] bytes() {
        return ByteBuffer.allocate(Long.BYTES + record.length).putLong(offset).put(record).array();
    }
}
