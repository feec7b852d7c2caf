package io.orderpipeline.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What every schema file must keep to. Each breach is one sentence. */
final class SchemaRules {

    private static final Set<String> NAMED = Set.of("record", "enum", "fixed");
    private static final Set<String> INEXACT = Set.of("float", "double");
    private static final String TIMESTAMP =
            "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";

    private SchemaRules() {}

    static List<String> breaches(SchemaFile file) {
        List<String> breaches = new ArrayList<>();
        naming(file, breaches);
        if (file.json().path("doc").asText().isBlank()) {
            breaches.add("has no doc");
        }
        if (file.json().path("type").asText().equals("enum")) {
            enumeration(file.json(), breaches);
        }
        file.fields().forEach(field -> field(field, breaches));
        return breaches;
    }

    private static void naming(SchemaFile file, List<String> breaches) {
        String name = file.json().path("name").asText();
        if (!file.path().endsWith(name + ".avsc")) {
            breaches.add("is named otherwise than its type " + name);
        }
        String folder = String.valueOf(file.path().getName(file.path().getNameCount() - 2));
        String namespace = "io.orderpipeline.schema." + folder;
        if (!file.json().path("namespace").asText().equals(namespace)) {
            breaches.add("is not in namespace " + namespace);
        }
    }

    private static void enumeration(JsonNode type, List<String> breaches) {
        String first = type.path("symbols").path(0).asText();
        if (!first.equals("UNKNOWN") || !type.path("default").asText().equals("UNKNOWN")) {
            breaches.add("must have UNKNOWN as first symbol and default, for symbols to come");
        }
    }

    private static void field(JsonNode field, List<String> breaches) {
        String name = field.path("name").asText();
        JsonNode type = field.path("type");
        if (field.path("doc").asText().isBlank()) {
            breaches.add("field " + name + " has no doc");
        }
        if (definesNamedType(type)) {
            breaches.add("field " + name + " defines a type; give it a file of its own");
        }
        if (name.endsWith("At") != type.toString().contains("timestamp-millis")) {
            breaches.add("field " + name + ": a time is timestamp-millis and named ...At");
        }
        String optional = "[\"null\"," + TIMESTAMP + "]";
        if (name.endsWith("At") && !Set.of(TIMESTAMP, optional).contains(type.toString())) {
            breaches.add("field " + name + " must be exactly " + TIMESTAMP + ", or null or that");
        }
        money(name, type, breaches);
        optional(field, breaches);
    }

    private static void money(String name, JsonNode type, List<String> breaches) {
        if (name.endsWith("Minor") && !type.asText().equals("long")) {
            breaches.add("field " + name + " must be a long in minor units");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean amount = lower.matches(".*(amount|total|price)");
        if (amount && !type.asText().equals("io.orderpipeline.schema.money.Money")) {
            breaches.add("field " + name + " must be Money, or be named ...Minor and a long");
        }
        if (INEXACT.stream().anyMatch(inexact -> type.toString().contains('"' + inexact + '"'))) {
            breaches.add("field " + name + " is inexact");
        }
    }

    private static void optional(JsonNode field, List<String> breaches) {
        boolean nullable = field.path("type").toString().contains("\"null\"");
        if (nullable
                && !(field.path("type").path(0).asText().equals("null")
                        && field.has("default")
                        && field.path("default").isNull())) {
            breaches.add(
                    "field "
                            + field.path("name").asText()
                            + " may be absent: its union must begin with null and its default be"
                            + " null");
        }
    }

    private static boolean definesNamedType(JsonNode type) {
        if (NAMED.contains(type.path("type").asText())) {
            return true;
        }
        for (JsonNode part : type) {
            if (definesNamedType(part)) {
                return true;
            }
        }
        return false;
    }
}
