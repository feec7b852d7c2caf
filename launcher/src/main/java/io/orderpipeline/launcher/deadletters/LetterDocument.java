package io.orderpipeline.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.schema.deadletter.DeadLetterAction;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Letters as documents, from which text is made too. */
final class LetterDocument {

    /** How much of what cannot be decoded is shown. */
    static final int SHOWN_BYTES = 256;

    private static final JsonMapper JSON = new JsonMapper();

    private LetterDocument() {}

    /** What a list has of a letter. */
    static ObjectNode row(Letter letter, Letters letters) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("place", letter.at().key());
        row.put("state", letters.state(letter).label());
        row.put("source", letter.source().toString());
        row.put("failedAt", letter.failedAt().toString());
        letter.key().ifPresent(key -> row.put("key", key));
        row.put("attempts", letter.attempts());
        row.put("stage", letter.failure().stage());
        row.put("application", letter.failure().application());
        row.put("exception", letter.failure().exception());
        row.put("message", letter.failure().message());
        letters.lastAction(letter).ifPresent(action -> row.set("lastAction", action(action)));
        return row;
    }

    /** All that is known of a letter. */
    static ObjectNode whole(Letter letter, Letters letters, Reading reading) {
        ObjectNode whole = row(letter, letters);
        whole.put("origin", letter.origin());
        ObjectNode headers = whole.putObject("headers");
        letter.content()
                .headers()
                .forEach(header -> headers.put(header.key(), text(header.value())));
        byte[] value = letter.content().value();
        whole.put("omitted", letter.content().omitted());
        whole.put("bytes", value == null ? 0 : value.length);
        reading.record().ifPresent(record -> decoded(whole, record));
        reading.problem().ifPresent(problem -> whole.put("problem", problem));
        if (reading.record().isEmpty() && value != null) {
            whole.put("raw", text(value));
        }
        var actions = whole.putArray("actions");
        letters.actionsOn(letter).forEach(action -> actions.add(action(action)));
        return whole;
    }

    private static void decoded(ObjectNode whole, SpecificRecord record) {
        whole.put("type", record.getSchema().getFullName());
        whole.set("payload", json(record.toString()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static ObjectNode action(DeadLetterAction action) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", action.getKind().name());
        node.put("operator", action.getOperator());
        node.put("reason", action.getReason());
        node.put("actedAt", action.getActedAt().toString());
        node.put("attempts", action.getAttempts());
        action.getRedrivenTo()
                .map(RecordPlace::of)
                .ifPresent(to -> node.put("redrivenTo", to.toString()));
        return node;
    }

    /** As text where it is some, else as hexadecimal digits; never more than is bearable. */
    static String text(byte[] bytes) {
        byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN_BYTES));
        String more = bytes.length > SHOWN_BYTES ? "… (%d bytes)".formatted(bytes.length) : "";
        return printable(shown).orElseGet(() -> "hex " + HexFormat.of().formatHex(shown)) + more;
    }

    private static Optional<String> printable(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text).filter(each -> each.chars().noneMatch(c -> c < ' '));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
