package io.orderpipeline.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What can be wrong with questions and decisions about compensations. */
final class CompensationProblems {

    /** More orders than these do not fit a sentence. */
    private static final int NAMED_ORDERS = 10;

    private CompensationProblems() {}

    static Problem invalidTransactionId(String path) {
        return Problem.of(
                "invalid-transaction-id",
                "The transaction id is malformed",
                400,
                "A transaction id has " + Identifier.RULE + ".",
                path);
    }

    static Problem notFound(String transactionId, String path) {
        return Problem.of(
                "transaction-not-found",
                "There is no such transaction",
                404,
                "The ledger has no row of transaction " + transactionId + " for such an order.",
                path);
    }

    static String orderOf(JsonNode row) {
        return row.path("orderId").asText();
    }

    static String stateOf(JsonNode row) {
        return row.path("state").asText();
    }

    static Problem notEscalated(JsonNode row, String path) {
        return Problem.of(
                        "not-escalated",
                        "The transaction does not wait for a person",
                        409,
                        "Transaction %s of order %s is %s; only one that is ESCALATED can be retried or resolved."
                                .formatted(
                                        row.path("transactionId").asText(),
                                        orderOf(row),
                                        stateOf(row)),
                        path)
                .inState(stateOf(row));
    }

    static Problem severalOrders(List<JsonNode> rows, String path) {
        String orders =
                rows.stream()
                        .limit(NAMED_ORDERS)
                        .map(CompensationProblems::orderOf)
                        .collect(Collectors.joining(", "));
        return Problem.of(
                "several-orders",
                "Several orders name the transaction",
                409,
                "Say which one with orderId: %s%s."
                        .formatted(orders, rows.size() > NAMED_ORDERS ? " and more" : ""),
                path);
    }

    static Problem busy(String path) {
        return Problem.of(
                "too-many-decisions",
                "Too many decisions at once",
                503,
                "Others wait for the brokers already. Nothing was sent; try again.",
                path);
    }

    static Problem notSent(String path) {
        return Problem.of(
                "not-sent",
                "The command could not be sent",
                503,
                "Nothing was sent; the log has the cause. Try again.",
                path);
    }
}
