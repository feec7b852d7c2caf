package io.orderpipeline.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document after RFC 9457. Details are for people and say nothing of the inside: no class
 * names, no stack traces.
 *
 * @param type a URN that names the kind of problem
 * @param title what the kind means, always the same for a type
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance the path that was asked for
 * @param state extension: of 503, what the application does instead of answering; of 409, the state
 *     that is in the way
 * @param errors extension of 400: everything that is wrong with the request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String state,
        @Nullable List<InvalidField> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:order-pipeline:problem:";

    static Problem orderNotFound(String orderId, String path) {
        return of(
                "order-not-found",
                "There is no such order",
                404,
                "No event of order " + orderId + " has been committed.",
                path);
    }

    static Problem invalidOrderId(String path) {
        return of(
                "invalid-order-id",
                "The order id is malformed",
                400,
                "An order id has 1 to 64 characters out of A-Z a-z 0-9 . _ : -.",
                path);
    }

    static Problem unavailable(OrderViews.Unavailable why, String path) {
        return of("views-unavailable", "The views cannot answer now", 503, why.detail(), path)
                .inState(why.reason().label());
    }

    /** For failures that the HTTP layer itself finds, by status. */
    static Problem ofStatus(int status, String path) {
        return switch (status) {
            case 404 ->
                    of(
                            "no-such-resource",
                            "There is no such resource",
                            404,
                            "Resources are /orders/{id}, /compensations, /compensations/{transactionId}"
                                    + " with /retry and /resolve, /health/live, /health/ready and"
                                    + " /metrics.",
                            path);
            case 405 ->
                    of(
                            "method-not-allowed",
                            "The method is not allowed",
                            405,
                            "The resource takes other methods; Allow names them.",
                            path);
            case 413 ->
                    of(
                            "request-too-large",
                            "The request is too large",
                            413,
                            "At most " + HttpLimits.BODY_BYTES + " bytes are read.",
                            path);
            case 415 ->
                    of(
                            "unsupported-media-type",
                            "The body's type is not supported",
                            415,
                            "The body must be application/json.",
                            path);
            case 414, 431 ->
                    of(
                            "headers-too-large",
                            "The request line or headers are too large",
                            status,
                            "At most " + HttpLimits.HEADER_BYTES + " bytes are read.",
                            path);
            case 500 -> of("internal", "The request failed", 500, "The log has the cause.", path);
            default ->
                    status < 500
                            ? of(
                                    "bad-request",
                                    "The request is malformed",
                                    status,
                                    "It could not be understood.",
                                    path)
                            : of(
                                    "unavailable",
                                    "The request cannot be served",
                                    status,
                                    "Try again later.",
                                    path);
        };
    }

    static Problem of(String type, String title, int status, String detail, String path) {
        return new Problem(TYPES + type, title, status, detail, path, null, null);
    }

    Problem inState(String found) {
        return new Problem(type, title, status, detail, instance, found, errors);
    }

    Problem naming(List<InvalidField> found) {
        return new Problem(type, title, status, detail, instance, state, List.copyOf(found));
    }
}
