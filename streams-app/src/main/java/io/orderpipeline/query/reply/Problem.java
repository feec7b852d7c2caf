package io.orderpipeline.query.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Collectors;
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
 * @param reason extension of a rejected command: the code of the rule that refused it
 * @param currentVersion extension: the version that the order is at; 0 when nothing is known of it
 * @param errors extension of 400: everything that is wrong with the request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String state,
        @Nullable String reason,
        @Nullable Long currentVersion,
        @Nullable List<InvalidField> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:order-pipeline:problem:";

    public static Problem orderNotFound(String orderId, String path) {
        return of(
                "order-not-found",
                "There is no such order",
                404,
                "No event of order " + orderId + " has been committed.",
                path);
    }

    public static Problem invalidOrderId(String path) {
        return of(
                "invalid-order-id",
                "The order id is malformed",
                400,
                "An order id has 1 to 64 characters out of A-Z a-z 0-9 . _ : -.",
                path);
    }

    /** The views cannot tell; {@code why} says in what state they are. */
    public static Problem unavailable(UnavailableException why, String path) {
        return of("views-unavailable", "The views cannot answer now", 503, why.detail(), path)
                .inState(why.reason().label());
    }

    /** The request breaks rules; all of them are named. */
    public static Problem invalid(List<InvalidField> errors, String path) {
        String detail =
                errors.stream().map(InvalidField::toString).collect(Collectors.joining("; "));
        return of("invalid-request", "The request is not valid", 400, detail, path).naming(errors);
    }

    /** For failures that the HTTP layer itself finds, by status. */
    public static Problem ofStatus(int status, String path) {
        return switch (status) {
            case 404 ->
                    of(
                            "no-such-resource",
                            "There is no such resource",
                            404,
                            "Resources are /orders, /orders/{id} with /history, /stream,"
                                    + " /commands/{commandId}, /payment, /fulfilment and"
                                    + " /cancellation, /transactions, /transactions/{transactionId},"
                                    + " /compensations, /compensations/{transactionId} with /retry and"
                                    + " /resolve, /events/stream, /stats, /health/live, /health/ready,"
                                    + " /metrics and /openapi.json, which describes them.",
                            path);
            case 405 ->
                    of(
                            "method-not-allowed",
                            "The method is not allowed",
                            405,
                            "The resource takes other methods; Allow names them.",
                            path);
            case 408 ->
                    of(
                            "request-timeout",
                            "The request did not come in time",
                            408,
                            "It began, and then nothing came for "
                                    + HttpLimits.IDLE.toSeconds()
                                    + " seconds.",
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
            case 426, 505 ->
                    of(
                            "http-version-not-supported",
                            "The version of HTTP is not supported",
                            status,
                            "HTTP/1.1 is spoken here.",
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

    public static Problem of(String type, String title, int status, String detail, String path) {
        return new Problem(TYPES + type, title, status, detail, path, null, null, null, null);
    }

    public Problem inState(String found) {
        return new Problem(
                type, title, status, detail, instance, found, reason, currentVersion, errors);
    }

    public Problem because(String code) {
        return new Problem(
                type, title, status, detail, instance, state, code, currentVersion, errors);
    }

    public Problem atVersion(long found) {
        return new Problem(type, title, status, detail, instance, state, reason, found, errors);
    }

    public Problem naming(List<InvalidField> found) {
        return new Problem(
                type,
                title,
                status,
                detail,
                instance,
                state,
                reason,
                currentVersion,
                List.copyOf(found));
    }
}
