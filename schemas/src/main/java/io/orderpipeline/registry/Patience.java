package io.orderpipeline.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;

/**
 * How often a request to the registry is repeated before it counts as unavailable. Requests are
 * rare, for every answer is cached, so waiting in the calling thread is fine.
 *
 * @param url the registry's address, for messages
 * @param attempts at most so many, at least one
 * @param firstPause before the second attempt; doubled before each later one
 */
record Patience(String url, int attempts, Duration firstPause) {

    /** A request to the registry. */
    @FunctionalInterface
    interface Request<R> {
        R send() throws IOException, RestClientException;
    }

    /**
     * Sends a request until it is answered. An answer may be a refusal.
     *
     * @throws RestClientException the registry refused the request; repeating would not help
     * @throws RegistryUnavailableException there was no answer
     */
    <R> R send(String what, Request<R> request) throws RestClientException {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.send();
            } catch (RestClientException e) {
                if (Refusal.isAnswer(e)) {
                    throw e;
                }
                pauseOrGiveUp(what, attempt, e);
            } catch (IOException e) {
                pauseOrGiveUp(what, attempt, e);
            }
        }
    }

    RegistryUnavailableException unavailable(String what, Throwable cause) {
        return new RegistryUnavailableException(url, what, 1, cause);
    }

    private void pauseOrGiveUp(String what, int attempt, Exception failure) {
        if (attempt >= attempts) {
            throw new RegistryUnavailableException(url, what, attempt, failure);
        }
        try {
            Thread.sleep(firstPause.toMillis() << (attempt - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(url, what, attempt, failure);
        }
    }
}
