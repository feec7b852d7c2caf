package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of the ledger as text: a line each, or a block each. */
final class CompensationText {

    private static final String GAP = "  ";
    private static final List<String> HEADINGS =
            List.of("SINCE", "TRANSACTION", "ORDER", "AMOUNT", "REGION", "WHY");

    private CompensationText() {}

    /** One line a row, in columns as wide as they must be. */
    static String table(JsonNode rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        lines.forEach(line -> table.append(line(line, widths)).append(System.lineSeparator()));
        return table.toString();
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(cells.get(i)).append(padding).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static List<String> cells(JsonNode row) {
        Optional<String> why =
                Text.member(row, "escalation").or(() -> Text.member(row, "refundReason"));
        return List.of(
                cell(Text.member(row, "enteredAt")),
                cell(Text.member(row, "transactionId")),
                cell(Text.member(row, "orderId")),
                cell(Text.amount(row)),
                cell(Text.member(row, "region")),
                cell(why));
    }

    private static String cell(Optional<String> text) {
        return text.orElse("-");
    }

    /** A block of lines a row, with all that it has. */
    static String details(JsonNode rows) {
        List<String> blocks = new ArrayList<>();
        rows.forEach(row -> blocks.add(details(lines(row))));
        return String.join(System.lineSeparator(), blocks);
    }

    private static String details(Map<String, Optional<String>> lines) {
        StringBuilder block = new StringBuilder();
        lines.forEach(
                (name, value) ->
                        value.ifPresent(text -> block.append("%-12s %s%n".formatted(name, text))));
        return block.toString();
    }

    private static Map<String, Optional<String>> lines(JsonNode row) {
        Map<String, Optional<String>> lines = new LinkedHashMap<>();
        lines.put("transaction", Text.member(row, "transactionId"));
        lines.put("order", Text.member(row, "orderId"));
        lines.put("state", joined(row, "%s since %s", "state", "enteredAt"));
        lines.put("why", Text.member(row, "escalation"));
        lines.put("amount", Text.amount(row));
        lines.put("captured", joined(row, "%s in %s", "capturedAt", "region"));
        lines.put("payment", citation(row.path("payment")));
        lines.put("refund", citation(row.path("refund")));
        lines.put("reason", Text.member(row, "refundReason"));
        lines.put("refunded", Text.member(row, "refundedAt"));
        lines.put(
                "asked",
                joined(
                        row,
                        "%s compensations, %s refund requests, %s attempts at this step",
                        "compensations",
                        "refundRequests",
                        "attempts"));
        lines.put("next look", Text.member(row, "dueAt"));
        lines.put(
                "last action",
                joined(
                        row.path("lastAction"),
                        "%s by %s at %s: %s",
                        "kind",
                        "operator",
                        "actedAt",
                        "reason"));
        return lines;
    }

    private static Optional<String> citation(JsonNode citation) {
        Optional<String> place =
                joined(citation.path("event"), "%s-%s@%s", "topic", "partition", "offset");
        return joined(citation, "%s, caused by a record on %s", "citedAt", "commandTopic")
                .flatMap(cited -> place.map(event -> cited + ", " + event));
    }

    /** The members in one text; absent when the document lacks one of them. */
    private static Optional<String> joined(JsonNode document, String format, String... members) {
        List<String> values = new ArrayList<>();
        for (String member : members) {
            Text.member(document, member).ifPresent(values::add);
        }
        return values.size() == members.length
                ? Optional.of(format.formatted(values.toArray()))
                : Optional.empty();
    }
}
