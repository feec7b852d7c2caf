package io.orderpipeline.query;

import io.javalin.http.Context;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.reply.UnavailableException;

/** Says why the views do not answer. */
final class Unavailables {

    private Unavailables() {}

    static void answer(Context request, OrderViews.Unavailable why) {
        UnavailableException.Reason reason =
                UnavailableException.Reason.valueOf(why.reason().name());
        Responses.unavailable(request, new UnavailableException(reason, why.detail()));
    }
}
