package io.orderpipeline.launcher.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.text.Column;
import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.Text;
import io.orderpipeline.launcher.text.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents of letters as people read them. */
final class LetterText {

    private static final int SHOWN_MESSAGE = 90;

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("PLACE", "place"),
                    Column.of("FAILED AT", "failedAt"),
                    Column.of("STATE", "state"),
                    Column.of("SOURCE", "source"),
                    Column.of("KEY", "key"),
                    Column.of("TRIED", "attempts"),
                    new Column("MESSAGE", LetterText::message));

    private LetterText() {}

    static String table(Iterable<JsonNode> rows) {
        return TextTable.of(Palette.PLAIN, COLUMNS, rows);
    }

    private static Optional<String> message(JsonNode row) {
        return Text.member(row, "message")
                .map(
                        text ->
                                text.length() <= SHOWN_MESSAGE
                                        ? text
                                        : text.substring(0, SHOWN_MESSAGE - 1) + "…");
    }

    /** A block of lines, each a name and what it is. */
    static String details(JsonNode letter) {
        StringBuilder block = new StringBuilder();
        for (String name :
                List.of(
                        "place",
                        "state",
                        "source",
                        "origin",
                        "failedAt",
                        "key",
                        "attempts",
                        "application",
                        "stage",
                        "exception",
                        "message",
                        "bytes",
                        "type",
                        "problem",
                        "raw")) {
            Text.member(letter, name).ifPresent(text -> line(block, name, text));
        }
        for (Map.Entry<String, JsonNode> header : letter.path("headers").properties()) {
            line(block, "header", header.getKey() + ": " + printable(header.getValue()));
        }
        if (letter.has("payload")) {
            line(block, "payload", Text.printable(letter.path("payload").toString()));
        }
        letter.path("actions").forEach(action -> line(block, "action", action(action)));
        return block.toString();
    }

    private static String printable(JsonNode text) {
        return Text.printable(text.asText());
    }

    private static String action(JsonNode action) {
        String to = Text.member(action, "redrivenTo").map(place -> " to " + place).orElse("");
        return "%s%s by %s at %s: %s"
                .formatted(
                        printable(action.path("kind")),
                        to,
                        printable(action.path("operator")),
                        printable(action.path("actedAt")),
                        printable(action.path("reason")));
    }

    private static void line(StringBuilder block, String name, String text) {
        block.append("%-12s %s%n".formatted(name, text));
    }
}
