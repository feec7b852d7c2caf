package io.orderpipeline.query.command;

import io.javalin.http.Context;
import io.orderpipeline.query.reply.Responses;

/** Answers how a command ended from what this process knows. */
public final class LocalStatus implements StatusAnswer {

    private final CommandOutcomes outcomes;

    public LocalStatus(CommandOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public void answer(Context request, String orderId, String commandId) {
        outcomes.find(orderId, commandId)
                .ifPresentOrElse(
                        outcome -> found(request, OutcomeDocument.of(orderId, commandId, outcome)),
                        () ->
                                Responses.problem(
                                        request,
                                        CommandProblems.noOutcome(
                                                orderId, commandId, request.path())));
    }

    private static void found(Context request, OutcomeDocument document) {
        request.header("Cache-Control", "no-cache");
        Responses.json(request, 200, document);
    }
}
