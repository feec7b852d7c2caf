package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Names every field in which two JSON documents differ; none may be missing, none be more. */
final class DocumentComparison {

    private final List<String> differences = new ArrayList<>();

    private DocumentComparison() {}

    /** One entry per field, with its path and both values; empty when the documents are equal. */
    static List<String> differences(JsonNode expected, JsonNode found) {
        DocumentComparison comparison = new DocumentComparison();
        comparison.compare("", expected, found);
        return comparison.differences;
    }

    private void compare(String path, JsonNode expected, JsonNode found) {
        if (expected.isObject() && found.isObject()) {
            TreeSet<String> fields = new TreeSet<>();
            expected.fieldNames().forEachRemaining(fields::add);
            found.fieldNames().forEachRemaining(fields::add);
            String prefix = path.isEmpty() ? "" : path + ".";
            fields.forEach(
                    field -> compare(prefix + field, expected.path(field), found.path(field)));
        } else if (!expected.equals(found)) {
            differences.add(
                    "%s is %s, the events say %s".formatted(path, shown(found), shown(expected)));
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
