package io.orderpipeline.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Turns records into bytes. It reuses its buffer and is confined to one thread. The encoder is an
 * unbuffered one: after a record that cannot be written, nothing of it is left for the next.
 */
final class RecordEncoder<T> {

    private static final int INITIAL_BYTES = 512;

    private final DatumWriter<T> writer;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(INITIAL_BYTES);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);

    RecordEncoder(DatumWriter<T> writer) {
        this.writer = writer;
    }

    byte[] encode(String topic, T record, int schemaId) {
        buffer.reset();
        writeHeader(schemaId);
        try {
            writer.write(record, encoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "Cannot write a record of %s to topic %s: %s"
                            .formatted(record.getClass().getName(), topic, e.getMessage()),
                    e);
        }
        return buffer.toByteArray();
    }

    private void writeHeader(int schemaId) {
        buffer.write(WireFormat.MAGIC);
        buffer.write(schemaId >>> 24);
        buffer.write(schemaId >>> 16);
        buffer.write(schemaId >>> 8);
        buffer.write(schemaId);
    }
}
