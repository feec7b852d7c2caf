package io.orderpipeline.launcher.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The totals of the pipeline as text: a table for each kind of total. */
public final class StatsText {

    private static final List<Column> INSTANCES =
            List.of(
                    Column.of("INSTANCE", "address"),
                    new Column("ROLES", StatsText::roles),
                    new Column("PARTITIONS", instance -> numbers(instance.path("partitions"))));

    private StatsText() {}

    public static String of(Palette palette, JsonNode stats) {
        String line = System.lineSeparator();
        return String.join(
                line,
                new Details()
                        .line("at", Text.member(stats, "at"))
                        .line("generation", Text.member(stats, "generation"))
                        .line("events/s", Text.member(stats, "eventsPerSecond"))
                        .toString(),
                TextTable.of(palette, INSTANCES, stats.path("instances")),
                counts(palette, "STATUS", "ORDERS", stats.path("orders")),
                counts(palette, "STATE", "TRANSACTIONS", stats.path("transactions")),
                counts(palette, "ROLE", "LAG", stats.path("lag")));
    }

    private static String counts(Palette palette, String name, String count, JsonNode counts) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        counts.properties()
                .forEach(
                        entry ->
                                rows.addObject()
                                        .put("name", entry.getKey())
                                        .set("count", entry.getValue()));
        return TextTable.of(
                palette, List.of(Column.of(name, "name"), Column.of(count, "count")), rows);
    }

    private static Optional<String> roles(JsonNode instance) {
        List<String> roles = new ArrayList<>();
        for (JsonNode role : instance.path("roles")) {
            String waiting = role.path("ready").asBoolean() ? "" : " (not ready)";
            Text.joined(role, "%s %s", "role", "state")
                    .map(text -> text + waiting)
                    .ifPresent(roles::add);
        }
        return Optional.of(String.join(", ", roles)).filter(text -> !text.isEmpty());
    }

    /** Numbers in a list, as in {@code 0, 3, 4}; absent when there are none. */
    public static Optional<String> numbers(JsonNode numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(number -> texts.add(number.asText()));
        return Optional.of(String.join(", ", texts)).filter(text -> !text.isEmpty());
    }
}
