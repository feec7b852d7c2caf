package io.orderpipeline.launcher.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column of a table of documents.
 *
 * @param heading in capitals
 * @param cell what a document has there; a dash is shown for nothing
 */
public record Column(String heading, Function<JsonNode, Optional<String>> cell) {

    /** The column of a member that is a value. */
    public static Column of(String heading, String member) {
        return new Column(heading, document -> Text.member(document, member));
    }

    String cell(JsonNode document) {
        return cell.apply(document).orElse("-");
    }

    /** Whether the cells are words that have colours. */
    boolean isStatus() {
        return heading.equals("STATUS") || heading.equals("STATE");
    }
}
