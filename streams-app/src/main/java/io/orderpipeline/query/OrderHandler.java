package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.regex.Pattern;

/** {@code GET /orders/{id}}: the order now, as of its last committed event. */
final class OrderHandler implements Handler {

    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final OrderViews views;

    OrderHandler(OrderViews views) {
        this.views = views;
    }

    @Override
    public void handle(Context request) {
        String orderId = request.pathParam("id");
        if (!ORDER_ID.matcher(orderId).matches()) {
            Responses.problem(request, Problem.invalidOrderId(request.path()));
            return;
        }
        OrderViews.Answer answer = views.find(orderId);
        if (answer instanceof OrderViews.Found found) {
            found(request, OrderDocument.of(found.order()));
        } else if (answer instanceof OrderViews.Unavailable why) {
            request.header("Retry-After", String.valueOf(HttpLimits.RETRY_AFTER.toSeconds()));
            Responses.problem(request, Problem.unavailable(why, request.path()));
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
