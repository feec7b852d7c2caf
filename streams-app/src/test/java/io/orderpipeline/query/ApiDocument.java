package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.orderpipeline.query.Wire.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document as tests hold answers against it. */
final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    ApiDocument(byte[] document) throws IOException {
        root = JSON.readTree(document);
        root.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                one ->
                                                        operations.add(
                                                                new Operation(
                                                                        one.getKey()
                                                                                .toUpperCase(
                                                                                        Locale
                                                                                                .ROOT),
                                                                        path.getKey(),
                                                                        one.getValue()))));
    }

    /** What can be done with a resource. */
    record Operation(String method, String path, JsonNode node) {

        String name() {
            return method + " " + path;
        }

        Set<String> statuses() {
            Set<String> statuses = new TreeSet<>();
            node.get("responses").fieldNames().forEachRemaining(statuses::add);
            return statuses;
        }

        private boolean matches(Call call) {
            String asked = call.method().equals("HEAD") ? "GET" : call.method();
            String form = path.replaceAll("\\{[^}]+}", "[^/]+");
            return asked.equals(method) && call.path().matches(form);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The operation that a call is for; the one with the fewest parameters where several match. */
    Optional<Operation> operation(Call call) {
        return operations.stream()
                .filter(each -> each.matches(call))
                .min((a, b) -> Long.compare(braces(a), braces(b)));
    }

    private static long braces(Operation operation) {
        return operation.path().chars().filter(c -> c == '{').count();
    }

    /** What a reference stands for. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? at(node.get("$ref").asText()) : node;
    }

    JsonNode at(String reference) {
        return root.at(reference.substring(1));
    }

    List<JsonNode> parameters(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.node().path("parameters").forEach(each -> parameters.add(resolved(each)));
        return parameters;
    }

    /** An example of what belongs there: its own, or that of its schema. */
    JsonNode example(JsonNode holder) {
        if (holder.has("example")) {
            return holder.get("example");
        }
        return resolved(holder.get("schema")).path("examples").path(0);
    }

    /** The answer is one that the document announces: status, headers, media type, body. */
    void check(Operation operation, Call call, Answer answer) throws IOException {
        String told = operation + " <- " + call + " -> " + answer.status() + " " + answer.text();
        JsonNode response = resolved(operation.node().get("responses").path("" + answer.status()));
        assertThat(response.isMissingNode()).as("undocumented: " + told).isFalse();
        for (var header : response.path("headers").properties()) {
            checkHeader(header.getKey(), resolved(header.getValue()), answer, told);
        }
        if (answer.status() == 304 || call.method().equals("HEAD")) {
            return;
        }
        JsonNode content = response.path("content").path(answer.mediaType());
        assertThat(content.isMissingNode()).as("media type of " + told).isFalse();
        if (answer.mediaType().endsWith("json")) {
            assertThat(faults(content.get("schema"), answer.json())).as(told).isEmpty();
        }
    }

    private void checkHeader(String name, JsonNode header, Answer answer, String told) {
        Optional<String> value = answer.header(name);
        assertThat(value.isPresent() || !header.path("required").asBoolean())
                .as(name + " of " + told)
                .isTrue();
        if (value.isPresent()) {
            assertThat(faults(header.get("schema"), JSON.getNodeFactory().textNode(value.get())))
                    .as(name + " of " + told)
                    .isEmpty();
        }
    }

    /** What is wrong with a value by a schema of this document. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("$defs", root.at("/components/schemas"));
        whole.putArray("allOf").add(schema);
        String text = whole.toString().replace("#/components/schemas/", "#/$defs/");
        return SCHEMAS.getSchema(text, STRICT);
    }
}
