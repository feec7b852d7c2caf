package io.orderpipeline.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Random data for any schema, and its bytes by Avro's generic writer, without our serde. */
final class SampleData {

    private final Random random;

    SampleData(long seed) {
        this.random = new Random(seed);
    }

    GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    static byte[] confluentBytes(int schemaId, GenericRecord record) {
        byte[] body = body(record);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    static byte[] body(GenericRecord record) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ARRAY -> list(schema.getElementType());
            case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ENUM ->
                    new GenericData.EnumSymbol(
                            schema,
                            schema.getEnumSymbols()
                                    .get(random.nextInt(schema.getEnumSymbols().size())));
            case STRING -> "é-" + Long.toHexString(random.nextLong());
            case INT -> random.nextInt();
            case LONG -> random.nextLong() >> random.nextInt(64);
            case NULL -> null;
            default -> throw new IllegalArgumentException("No sample for " + schema);
        };
    }

    private List<@Nullable Object> list(Schema items) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(items));
        }
        return list;
    }
}
