package io.orderpipeline.query.command;

import java.util.Optional;

/** What is known of how commands ended. Safe for many threads. */
@FunctionalInterface
public interface CommandOutcomes {

    /**
     * How the command ended; absent while nothing is known.
     *
     * @throws io.orderpipeline.query.reply.UnavailableException when it cannot be told here and now
     */
    Optional<Outcome> find(String orderId, String commandId);
}
