package io.orderpipeline.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Tells the registry's answers from a mere failure to get one. The error codes are those of
 * Confluent's REST API: a wrong URL also gives status 404, but not code 40403, and must never pass
 * for an unknown schema.
 */
final class Refusal {

    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int CONFIG_NOT_FOUND = 40408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private Refusal() {}

    static boolean isAnswer(RestClientException e) {
        return e.getStatus() < SERVER_ERROR && e.getStatus() != TOO_MANY_REQUESTS;
    }

    static boolean isNotFound(RestClientException e) {
        return switch (e.getErrorCode()) {
            case SUBJECT_NOT_FOUND, SCHEMA_NOT_FOUND, CONFIG_NOT_FOUND -> true;
            default -> false;
        };
    }

    static boolean isIncompatible(RestClientException e) {
        return e.getStatus() == CONFLICT;
    }
}
