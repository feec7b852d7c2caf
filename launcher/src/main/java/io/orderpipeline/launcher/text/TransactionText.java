package io.orderpipeline.launcher.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the payment ledger as text: a line each, or a block each. */
public final class TransactionText {

    private static final Column SINCE = Column.of("SINCE", "enteredAt");
    private static final Column TRANSACTION = Column.of("TRANSACTION", "transactionId");
    private static final Column STATE = Column.of("STATE", "state");
    private static final Column ORDER = Column.of("ORDER", "orderId");
    private static final Column AMOUNT = new Column("AMOUNT", Text::amount);
    private static final Column REGION = Column.of("REGION", "region");
    private static final Column WHY = new Column("WHY", TransactionText::why);

    /** For rows that are all in the state that was asked for. */
    public static final List<Column> OF_ONE_STATE =
            List.of(SINCE, TRANSACTION, ORDER, AMOUNT, REGION, WHY);

    /** For rows of any state. */
    public static final List<Column> OF_ANY_STATE =
            List.of(SINCE, TRANSACTION, STATE, ORDER, AMOUNT, REGION, WHY);

    private TransactionText() {}

    private static Optional<String> why(JsonNode row) {
        return Text.member(row, "escalation").or(() -> Text.member(row, "refundReason"));
    }

    /** A block of lines a row, with all that it has. */
    public static String details(Palette palette, JsonNode rows) {
        List<String> blocks = new ArrayList<>();
        rows.forEach(row -> blocks.add(block(palette, row)));
        return String.join(System.lineSeparator(), blocks);
    }

    private static String block(Palette palette, JsonNode row) {
        return new Details()
                .line("transaction", Text.member(row, "transactionId"))
                .line("order", Text.member(row, "orderId"))
                .line("state", state(palette, row))
                .line("why", Text.member(row, "escalation"))
                .line("conflict", Text.member(row, "contradiction"))
                .line("amount", Text.amount(row))
                .line("captured", Text.joined(row, "%s in %s", "capturedAt", "region"))
                .line("payment", citation(row.path("payment")))
                .line("refund", citation(row.path("refund")))
                .line("reason", Text.member(row, "refundReason"))
                .line("refunded", Text.member(row, "refundedAt"))
                .line(
                        "asked",
                        Text.joined(
                                row,
                                "%s compensations, %s refund requests, %s attempts at this step",
                                "compensations",
                                "refundRequests",
                                "attempts"))
                .line("next look", Text.member(row, "dueAt"))
                .line(
                        "last action",
                        Text.joined(
                                row.path("lastAction"),
                                "%s by %s at %s: %s",
                                "kind",
                                "operator",
                                "actedAt",
                                "reason"))
                .toString();
    }

    private static Optional<String> state(Palette palette, JsonNode row) {
        return Text.member(row, "enteredAt")
                .flatMap(
                        since ->
                                Text.member(row, "state")
                                        .map(state -> palette.paint(state) + " since " + since));
    }

    private static Optional<String> citation(JsonNode citation) {
        return Text.joined(citation, "%s, caused by a record on %s", "citedAt", "commandTopic")
                .flatMap(cited -> Text.place(citation.path("event")).map(at -> cited + ", " + at));
    }
}
