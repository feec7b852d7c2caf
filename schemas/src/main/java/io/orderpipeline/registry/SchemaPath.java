package io.orderpipeline.registry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;

/** Turns Avro's pointers into a schema ({@code /fields/3/type}) into names that people know. */
final class SchemaPath {

    private SchemaPath() {}

    /** For example {@code OrderCommand.payload.PlaceOrder.region}. */
    static String describe(Schema root, String pointer) {
        List<String> names = new ArrayList<>(List.of(root.getName()));
        Iterator<String> steps = List.of(pointer.split("/", -1)).iterator();
        Schema at = root;
        while (steps.hasNext()) {
            String step = steps.next();
            if (step.equals("fields") && steps.hasNext()) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps.next()));
                names.add(field.name());
                at = field.schema();
            } else if (step.equals("items")) {
                at = at.getElementType();
            } else if (at.getType() == Schema.Type.UNION && step.matches("\\d+")) {
                at = at.getTypes().get(Integer.parseInt(step));
                names.add(at.getName());
            }
        }
        return String.join(".", names);
    }
}
