package io.orderpipeline.query.reply;

import io.javalin.http.Context;
import java.util.function.Supplier;

/** How documents leave. */
public final class Responses {

    private static final String MEDIA_TYPE = "application/json";

    private Responses() {}

    public static void json(Context request, int status, Object document) {
        request.status(status).contentType(MEDIA_TYPE).result(Json.bytes(document));
    }

    /**
     * A document that has a tag of its own: it is neither made nor sent when the client has it.
     *
     * @param tag without quotes
     */
    public static void tagged(Context request, String tag, Supplier<?> document) {
        if (!unchanged(request, tag)) {
            json(request, 200, document.get());
        }
    }

    /** A document whose bytes are its tag: it is not sent when the client has it. */
    public static void hashed(Context request, Object document) {
        hashedBytes(request, Json.bytes(document));
    }

    /** The same of one that is written already. */
    public static void hashedBytes(Context request, byte[] body) {
        if (!unchanged(request, Tags.hash(body))) {
            request.status(200).contentType(MEDIA_TYPE).result(body);
        }
    }

    private static boolean unchanged(Context request, String tag) {
        String quoted = "\"" + tag + "\"";
        request.header("ETag", quoted).header("Cache-Control", "no-cache");
        String had = request.header("If-None-Match");
        boolean unchanged = had != null && Tags.contains(had, quoted);
        if (unchanged) {
            request.status(304).contentType(MEDIA_TYPE); // caches take over a type
        }
        return unchanged;
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
