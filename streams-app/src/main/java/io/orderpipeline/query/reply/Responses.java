package io.orderpipeline.query.reply;

import io.javalin.http.Context;

/** How documents leave. */
public final class Responses {

    private Responses() {}

    public static void json(Context request, int status, Object document) {
        request.status(status).contentType("application/json").result(Json.bytes(document));
    }

    public static void problem(Context request, Problem problem) {
        request.status(problem.status())
                .contentType(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .result(Json.bytes(problem));
    }

    /** For what passes: says when to ask again. */
    public static void later(Context request, Problem problem) {
        request.header("Retry-After", String.valueOf(HttpLimits.RETRY_AFTER.toSeconds()));
        problem(request, problem);
    }

    public static void unavailable(Context request, UnavailableException why) {
        later(request, Problem.unavailable(why, request.path()));
    }
}
