package io.orderpipeline.query.command;

import io.javalin.http.Context;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.query.reply.Parameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a client asks for with a command.
 *
 * @param patience how long it waits for the outcome
 */
record CommandRequest(ClientCommand command, Duration patience) {

    static final String ORDER_ID = "id";

    /** Reads a request; adds everything that is wrong with it to the errors, and is absent then. */
    static Optional<CommandRequest> read(
            Context request, CommandKind kind, CommandBodies bodies, List<InvalidField> errors) {
        Parameters given = new Parameters(request, Set.of(Parameters.WAIT));
        Duration patience = given.patience();
        List<InvalidField> found = new ArrayList<>(given.errors());
        Optional<String> inPath =
                kind == CommandKind.PLACE ? Optional.empty() : Optional.of(orderId(request, found));
        String commandId = CommandHeaders.commandId(request, found);
        OptionalLong expectedVersion = CommandHeaders.expectedVersion(request, found);
        Optional<CommandBodies.Body> body = bodies.read(kind, request.bodyAsBytes(), found);
        errors.addAll(found);
        return body.filter(valid -> found.isEmpty())
                .map(
                        valid ->
                                new ClientCommand(
                                        inPath.or(valid::orderId).orElseThrow(),
                                        commandId,
                                        expectedVersion,
                                        valid.payload()))
                .map(command -> new CommandRequest(command, patience));
    }

    private static String orderId(Context request, List<InvalidField> errors) {
        String orderId = request.pathParam(ORDER_ID);
        if (!Identifier.isValid(orderId)) {
            errors.add(new InvalidField(ORDER_ID, Identifier.RULE));
        }
        return orderId;
    }
}
