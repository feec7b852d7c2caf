package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;

/** {@code GET /orders/{id}}: the order now, as of its last committed event. */
final class OrderHandler implements Handler {

    private final OrderViews views;

    OrderHandler(OrderViews views) {
        this.views = views;
    }

    @Override
    public void handle(Context request) {
        String orderId = request.pathParam("id");
        if (!Identifier.isValid(orderId)) {
            Responses.problem(request, Problem.invalidOrderId(request.path()));
            return;
        }
        OrderViews.Answer answer = views.find(orderId);
        if (answer instanceof OrderViews.Found found) {
            found(request, OrderDocument.of(found.order()));
        } else if (answer instanceof OrderViews.Unavailable why) {
            Unavailables.answer(request, why);
        } else {
            Responses.problem(request, Problem.orderNotFound(orderId, request.path()));
        }
    }

    private static void found(Context request, OrderDocument order) {
        String tag = "\"" + order.version() + "\"";
        request.header("ETag", tag).header("Cache-Control", "no-cache");
        if (tag.equals(request.header("If-None-Match"))) {
            request.status(304);
        } else {
            Responses.json(request, 200, order);
        }
    }
}
