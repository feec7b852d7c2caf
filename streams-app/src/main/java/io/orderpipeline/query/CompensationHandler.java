package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.Responses;

/** {@code GET /compensations/{transactionId}}: what is known of one payment transaction. */
final class CompensationHandler implements Handler {

    static final String TRANSACTION_ID = "transactionId";

    private final CompensationViews views;

    CompensationHandler(CompensationViews views) {
        this.views = views;
    }

    @Override
    public void handle(Context request) {
        String transactionId = request.pathParam(TRANSACTION_ID);
        if (!Identifier.isValid(transactionId)) {
            Responses.problem(request, CompensationProblems.invalidTransactionId(request.path()));
            return;
        }
        CompensationViews.Finding finding = views.find(transactionId);
        if (finding instanceof OrderViews.Unavailable why) {
            Unavailables.answer(request, why);
        } else if (finding instanceof CompensationViews.Rows rows && !rows.all().isEmpty()) {
            Responses.json(request, 200, CompensationDocument.Transaction.of(transactionId, rows));
        } else {
            Responses.problem(
                    request, CompensationProblems.notFound(transactionId, request.path()));
        }
    }
}
