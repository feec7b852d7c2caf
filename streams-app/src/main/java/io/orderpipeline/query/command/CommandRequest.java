package io.orderpipeline.query.command;

import io.javalin.http.Context;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.InvalidField;
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

    private static final String WAIT_MS = "waitMs";
    private static final int DEFAULT_WAIT_MS = 5_000;

    /** Reads a request; adds everything that is wrong with it to the errors, and is absent then. */
    static Optional<CommandRequest> read(
            Context request, CommandKind kind, CommandBodies bodies, List<InvalidField> errors) {
        List<InvalidField> found = new ArrayList<>(Parameters.errors(request, Set.of(WAIT_MS)));
        Duration patience = patience(request, found);
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

    private static Duration patience(Context request, List<InvalidField> errors) {
        String text = request.queryParam(WAIT_MS);
        if (text == null) {
            return Duration.ofMillis(DEFAULT_WAIT_MS);
        }
        int most = (int) HttpLimits.LONGEST_WAIT.toMillis();
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= most) {
            return Duration.ofMillis(Integer.parseInt(text));
        }
        errors.add(new InvalidField(WAIT_MS, "a whole number from 0 to " + most));
        return Duration.ZERO;
    }
}
