package io.orderpipeline.serde;

import io.orderpipeline.registry.Subject;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.topic.Applications;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Every record type that can be reached from what is published. */
final class RecordTypes {

    private RecordTypes() {}

    static List<Subject> published() {
        List<Subject> subjects = new ArrayList<>(Subjects.ALL);
        subjects.add(Subjects.ordersChangelog(Applications.DEFAULT));
        subjects.add(Subjects.ledgerChangelog(Applications.DEFAULT));
        subjects.add(Subjects.orderView());
        return subjects;
    }

    static Collection<Class<? extends SpecificRecord>> all() {
        Map<String, Class<? extends SpecificRecord>> found = new LinkedHashMap<>();
        published().forEach(subject -> collect(subject.schema(), found));
        return found.values();
    }

    private static void collect(Schema schema, Map<String, Class<? extends SpecificRecord>> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.put(schema.getFullName(), type(schema)) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ARRAY -> collect(schema.getElementType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            default -> {}
        }
    }

    private static Class<? extends SpecificRecord> type(Schema schema) {
        try {
            return Class.forName(schema.getFullName()).asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
