package io.orderpipeline.launcher.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.launcher.text.Text;
import java.util.Locale;
import java.util.Optional;

/** What was done about letters, or would be: a document, and a line each as it is done. */
final class ResultDocument {

    private final boolean executed;
    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();
    private int done;
    private int refused;

    ResultDocument(boolean executed) {
        this.executed = executed;
    }

    /** Adds what came of a letter and says it in a line. */
    String add(Letter letter, String result, Optional<Verdict.Reason> reason, String detail) {
        ObjectNode node = results.addObject();
        node.put("place", letter.at().key());
        node.put("source", letter.source().toString());
        node.put("result", result);
        reason.ifPresent(each -> node.put("reason", each.name()));
        node.put("detail", detail);
        if (result.equals("redrive") || result.equals("discard")) {
            done++;
        } else {
            refused++;
        }
        String why = reason.map(each -> each.name() + ": ").orElse("");
        return "%-8s %s  %s  %s%s%n"
                .formatted(
                        letter.at(),
                        letter.source(),
                        result.toUpperCase(Locale.ROOT),
                        why,
                        Text.printable(detail));
    }

    boolean anyRefused() {
        return refused > 0;
    }

    JsonNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("executed", executed);
        document.set("results", results);
        document.put("done", done);
        document.put("refused", refused);
        return document;
    }

    /** The last line; {@code participle} is what was done. */
    String summary(String participle) {
        return executed
                ? "%d %s, %d refused.%n".formatted(done, participle, refused)
                : "A dry run: %d would be %s, %d refused. --execute does it.%n"
                        .formatted(done, participle, refused);
    }
}
