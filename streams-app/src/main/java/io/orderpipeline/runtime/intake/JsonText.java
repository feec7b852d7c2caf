package io.orderpipeline.runtime.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.query.reply.InvalidField;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** JSON as RFC 8259 has it; of a member that is given twice nobody knows which one is meant. */
final class JsonText {

    /** Deeper and longer than any body is; they keep what is said about a body small. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(8).maxNameLength(100).build();

    private static final JsonMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonText() {}

    /** The document, missing when it is none; adds members that are given more than once. */
    static JsonNode read(byte[] body, List<InvalidField> errors) {
        try {
            JsonNode document = JSON.readTree(body);
            repeated(body).forEach(path -> errors.add(new InvalidField(path, "given twice")));
            return document;
        } catch (IOException malformed) {
            return JSON.missingNode();
        }
    }

    private static Set<String> repeated(byte[] body) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        Deque<Set<String>> open = new ArrayDeque<>();
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
                switch (at) {
                    case START_OBJECT -> open.push(new HashSet<>());
                    case END_OBJECT -> open.pop();
                    case FIELD_NAME -> {
                        if (!open.element().add(parser.currentName())) {
                            found.add(path(parser.getParsingContext()));
                        }
                    }
                    default -> {}
                }
            }
        }
        return found;
    }

    private static String path(JsonStreamContext at) {
        JsonStreamContext parent = at.getParent();
        if (parent == null) {
            return "";
        }
        String before = path(parent);
        if (at.inArray()) {
            return before + "[" + at.getCurrentIndex() + "]";
        }
        return before.isEmpty() ? at.getCurrentName() : before + "." + at.getCurrentName();
    }
}
