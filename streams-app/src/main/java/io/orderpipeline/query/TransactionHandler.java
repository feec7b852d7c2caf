package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.routing.Reading;
import java.util.Set;

/**
 * {@code GET /transactions/{id}} and {@code GET /compensations/{id}}: what is known of one payment
 * transaction.
 */
final class TransactionHandler implements Handler {

    static final String TRANSACTION_ID = "transactionId";

    private final Transactions transactions;

    TransactionHandler(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(Context request) {
        String transactionId = request.pathParam(TRANSACTION_ID);
        if (!Identifier.isValid(transactionId)) {
            Responses.problem(request, CompensationProblems.invalidTransactionId(request.path()));
            return;
        }
        Parameters given = new Parameters(request, Set.of());
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return;
        }
        request.future(
                () ->
                        transactions
                                .find(transactionId)
                                .thenAccept(found -> answer(request, transactionId, found)));
    }

    private static void answer(Context request, String transactionId, Transactions.Found found) {
        request.header(Reading.GENERATION_HEADER, String.valueOf(found.generation()));
        if (found.rows().isEmpty()) {
            Responses.problem(
                    request, CompensationProblems.notFound(transactionId, request.path()));
        } else {
            Responses.hashed(request, found);
        }
    }
}
