package io.orderpipeline.serde;

import static io.orderpipeline.serde.UndecodableRecordException.Reason.INCOMPATIBLE_SCHEMA;
import static io.orderpipeline.serde.UndecodableRecordException.Reason.MALFORMED;
import static io.orderpipeline.serde.UndecodableRecordException.Reason.TRAILING_BYTES;
import static io.orderpipeline.serde.UndecodableRecordException.Reason.TRUNCATED;
import static io.orderpipeline.serde.UndecodableRecordException.Reason.WRONG_MAGIC;

import io.orderpipeline.serde.UndecodableRecordException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroTypeException;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** Turns bytes into records. It reuses its decoder and is confined to one thread. */
final class RecordDecoder<T> {

    private final ReadersById<T> readers;
    private @Nullable BinaryDecoder decoder;

    RecordDecoder(ReadersById<T> readers) {
        this.readers = readers;
    }

    T decode(String topic, byte[] bytes) {
        int schemaId = schemaId(topic, bytes);
        SpecificDatumReader<T> reader = readers.reader(topic, schemaId);
        BinaryDecoder body = body(bytes);
        T record = read(topic, schemaId, reader, body);
        requireEnd(topic, schemaId, body);
        return record;
    }

    private static int schemaId(String topic, byte[] bytes) {
        if (bytes.length < WireFormat.HEADER_BYTES) {
            String found = "it has %d bytes; magic byte and schema id alone take %d";
            throw failure(
                    TRUNCATED, topic, found.formatted(bytes.length, WireFormat.HEADER_BYTES), null);
        }
        if (bytes[0] != WireFormat.MAGIC) {
            String found = "its first byte is 0x%02x; Confluent's wire format begins with 0x00";
            throw failure(WRONG_MAGIC, topic, found.formatted(bytes[0]), null);
        }
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    private BinaryDecoder body(byte[] bytes) {
        int length = bytes.length - WireFormat.HEADER_BYTES;
        BinaryDecoder body =
                DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, decoder);
        decoder = body;
        return body;
    }

    /** Bytes of a stranger make Avro throw almost anything; all of it means that they are bad. */
    @SuppressWarnings("NullAway") // there is no old record to reuse, which Avro writes as null
    private T read(String topic, int schemaId, SpecificDatumReader<T> reader, BinaryDecoder body) {
        try {
            return reader.read(null, body);
        } catch (EOFException e) {
            String found = "its body ends before schema %d is satisfied";
            throw failure(TRUNCATED, topic, found.formatted(schemaId), e);
        } catch (IOException | RuntimeException e) {
            Reason reason = e instanceof AvroTypeException ? mismatch(reader) : MALFORMED;
            String found = "its body does not fit schema %d as this program reads it: %s";
            throw failure(reason, topic, found.formatted(schemaId, e), e);
        }
    }

    /** Avro throws the same for a body that is broken and for a writer that is too new. */
    private static Reason mismatch(SpecificDatumReader<?> reader) {
        var compatibility =
                SchemaCompatibility.checkReaderWriterCompatibility(
                        reader.getExpected(), reader.getSchema());
        return compatibility.getType() == SchemaCompatibilityType.COMPATIBLE
                ? MALFORMED
                : INCOMPATIBLE_SCHEMA;
    }

    private static void requireEnd(String topic, int schemaId, BinaryDecoder body) {
        try {
            if (!body.isEnd()) {
                String found = "more bytes follow where schema %d ends";
                throw failure(TRAILING_BYTES, topic, found.formatted(schemaId), null);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory cannot fail", e);
        }
    }

    static UndecodableRecordException failure(
            Reason reason, String topic, String found, @Nullable Throwable cause) {
        return new UndecodableRecordException(
                reason, "Cannot decode a value of topic " + topic + ": " + found, cause);
    }
}
