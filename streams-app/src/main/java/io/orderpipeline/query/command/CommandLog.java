package io.orderpipeline.query.command;

import java.util.concurrent.CompletableFuture;

/** Where commands are sent: {@code order.command}. Safe for many threads. */
@FunctionalInterface
public interface CommandLog {

    /**
     * Sends it. Returns at once where the brokers are known, and otherwise blocks until they are,
     * for some seconds at most. Does not throw.
     *
     * @return completes with the brokers' word by a thread that must not be held up; never fails
     */
    CompletableFuture<Delivery> send(ClientCommand command);
}
