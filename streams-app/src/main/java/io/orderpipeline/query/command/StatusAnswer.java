package io.orderpipeline.query.command;

import io.javalin.http.Context;

/** Answers how a command ended, here or where it is known. */
@FunctionalInterface
public interface StatusAnswer {

    /** Answers a request, whose ids have the form of ids. */
    void answer(Context request, String orderId, String commandId);
}
