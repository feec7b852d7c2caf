package io.orderpipeline.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** A schema as a later release might have it. */
public final class NewSchemas {

    private NewSchemas() {}

    /** With one more string field; without a default where that is null. */
    static Schema withField(Schema current, String name, @Nullable String defaultValue) {
        List<Schema.Field> fields = copyFields(current);
        Schema text = Schema.create(Schema.Type.STRING);
        fields.add(
                defaultValue == null
                        ? new Schema.Field(name, text, "New.")
                        : new Schema.Field(name, text, "New.", defaultValue));
        return like(current, fields);
    }

    /** With one more type at the end of the union of field {@code payload}. */
    public static Schema withPayload(Schema current, String name) {
        Schema added =
                SchemaBuilder.record(name)
                        .namespace(current.getNamespace())
                        .doc("New.")
                        .fields()
                        .endRecord();
        List<Schema> branches = new ArrayList<>(current.getField("payload").schema().getTypes());
        branches.add(added);
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : current.getFields()) {
            boolean payload = field.name().equals("payload");
            fields.add(
                    new Schema.Field(
                            field, payload ? Schema.createUnion(branches) : field.schema()));
        }
        return like(current, fields);
    }

    private static List<Schema.Field> copyFields(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return fields;
    }

    private static Schema like(Schema current, List<Schema.Field> fields) {
        return Schema.createRecord(
                current.getName(), current.getDoc(), current.getNamespace(), false, fields);
    }
}
