package io.orderpipeline.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.launcher.text.Column;
import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.TextTable;
import java.util.List;

/** The generations for people: a row for each at each instance. */
final class GenerationsText {

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("GENERATION", "number"),
                    Column.of("STATUS", "status"),
                    Column.of("STARTED", "startedAt"),
                    Column.of("BY", "startedBy"),
                    Column.of("WHY", "why"),
                    Column.of("BUILD", "build"),
                    Column.of("ORDERS", "orders"),
                    Column.of("INSTANCE", "instance"),
                    Column.of("STATE", "state"),
                    Column.of("BEHIND", "behind"),
                    Column.of("READY", "ready"));

    private GenerationsText() {}

    static String of(JsonNode document) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        document.path("generations").forEach(each -> addRows(rows, each));
        StringBuilder text = new StringBuilder(TextTable.of(Palette.PLAIN, COLUMNS, rows));
        if (document.hasNonNull("holding")) {
            text.append(
                    "Everything is held for generation %s; that ends within seconds.%n"
                            .formatted(document.path("holding").path("to").asText()));
        }
        for (JsonNode each : document.path("unanswered")) {
            text.append("No answer from %s.%n".formatted(each.asText()));
        }
        return text.toString();
    }

    private static void addRows(ArrayNode rows, JsonNode generation) {
        JsonNode instances = generation.path("instances");
        if (instances.isEmpty()) {
            rows.add(row(generation));
        }
        for (JsonNode each : instances) {
            ObjectNode row = row(generation);
            row.setAll((ObjectNode) each);
            rows.add(row);
        }
    }

    private static ObjectNode row(JsonNode generation) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (String member :
                List.of("number", "status", "startedAt", "startedBy", "why", "build")) {
            if (generation.hasNonNull(member)) {
                row.set(member, generation.path(member));
            }
        }
        if (generation.hasNonNull("verified")) {
            row.set("orders", generation.path("verified").path("orders"));
        }
        return row;
    }
}
