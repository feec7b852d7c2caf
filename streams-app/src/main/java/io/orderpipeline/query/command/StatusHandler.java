package io.orderpipeline.query.command;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code GET /orders/{id}/commands/{commandId}}: how a command ended. */
final class StatusHandler implements Handler {

    static final String COMMAND_ID = "commandId";

    private final StatusAnswer answer;

    StatusHandler(StatusAnswer answer) {
        this.answer = answer;
    }

    @Override
    public void handle(Context request) {
        List<InvalidField> errors = new ArrayList<>(new Parameters(request, Set.of()).errors());
        for (String id : List.of(CommandRequest.ORDER_ID, COMMAND_ID)) {
            if (!Identifier.isValid(request.pathParam(id))) {
                errors.add(new InvalidField(id, Identifier.RULE));
            }
        }
        if (errors.isEmpty()) {
            answer.answer(
                    request,
                    request.pathParam(CommandRequest.ORDER_ID),
                    request.pathParam(COMMAND_ID));
        } else {
            Responses.problem(request, Problem.invalid(errors, request.path()));
        }
    }
}
