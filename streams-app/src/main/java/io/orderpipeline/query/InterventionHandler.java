package io.orderpipeline.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.OperatorCommands.Action;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.OperatorCommands.Intervention;
import io.orderpipeline.query.command.CommandHeaders;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /compensations/{transactionId}/retry} and {@code /resolve}: an operator's decision on
 * an escalated row, sent as a command. The row is looked at first, so that a mistake is told at
 * once; what counts is the tracker's look at it when the command has its turn.
 */
final class InterventionHandler implements Handler {

    private final Transactions transactions;
    private final OperatorCommands commands;
    private final Semaphore turns;
    private final Action action;

    /**
     * For one action.
     *
     * @param turns how many may wait for the broker at a time: the threads of all other requests
     *     are those that are left
     */
    InterventionHandler(
            Transactions transactions, OperatorCommands commands, Semaphore turns, Action action) {
        this.transactions = transactions;
        this.commands = commands;
        this.turns = turns;
        this.action = action;
    }

    /** Answer to a command that is, or may be, in the log. */
    private record Receipt(
            String commandId, String orderId, String transactionId, String action, String fate) {
        static Receipt of(Intervention sent, Fate fate) {
            return new Receipt(
                    sent.commandId(),
                    sent.orderId(),
                    sent.transactionId(),
                    sent.action().label(),
                    fate.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void handle(Context request) {
        String transactionId = request.pathParam(TransactionHandler.TRANSACTION_ID);
        if (!Identifier.isValid(transactionId)) {
            Responses.problem(request, CompensationProblems.invalidTransactionId(request.path()));
        } else if (!CommandHeaders.isJson(request)) {
            Responses.problem(request, Problem.ofStatus(415, request.path()));
        } else {
            judge(request, transactionId);
        }
    }

    private void judge(Context request, String transactionId) {
        List<InvalidField> errors = new ArrayList<>(new Parameters(request, Set.of()).errors());
        Optional<InterventionBody> body = InterventionBody.parse(request.bodyAsBytes(), errors);
        String commandId = commandId(request);
        if (!CommandHeaders.isCommandId(commandId)) {
            errors.add(new InvalidField(CommandHeaders.IDEMPOTENCY_KEY, CommandHeaders.KEY_RULE));
        }
        if (body.isEmpty() || !errors.isEmpty()) {
            Responses.problem(request, Problem.invalid(errors, request.path()));
        } else {
            look(request, transactionId, body.get(), commandId);
        }
    }

    private static String commandId(Context request) {
        String chosen = request.header(CommandHeaders.IDEMPOTENCY_KEY);
        return chosen == null ? "op-" + UUID.randomUUID() : chosen;
    }

    private void look(
            Context request, String transactionId, InterventionBody body, String commandId) {
        request.future(
                () ->
                        transactions
                                .find(transactionId)
                                .thenAccept(found -> decide(request, found, body, commandId)));
    }

    private void decide(
            Context request, Transactions.Found found, InterventionBody body, String commandId) {
        List<JsonNode> rows = candidates(found, body);
        Optional<Problem> objection = objection(found.transactionId(), rows, request.path());
        if (objection.isPresent()) {
            Responses.problem(request, objection.get());
            return;
        }
        String orderId = CompensationProblems.orderOf(rows.get(0));
        send(
                request,
                new Intervention(
                        commandId,
                        orderId,
                        found.transactionId(),
                        action,
                        body.operator(),
                        body.reason()));
    }

    private static List<JsonNode> candidates(Transactions.Found found, InterventionBody body) {
        return found.rows().stream()
                .filter(
                        row ->
                                body.orderId()
                                        .map(CompensationProblems.orderOf(row)::equals)
                                        .orElse(true))
                .toList();
    }

    private static Optional<Problem> objection(
            String transactionId, List<JsonNode> rows, String path) {
        if (rows.isEmpty()) {
            return Optional.of(CompensationProblems.notFound(transactionId, path));
        }
        if (rows.size() > 1) {
            return Optional.of(CompensationProblems.severalOrders(rows, path));
        }
        return CompensationProblems.stateOf(rows.get(0)).equals(TransactionState.ESCALATED.name())
                ? Optional.empty()
                : Optional.of(CompensationProblems.notEscalated(rows.get(0), path));
    }

    private void send(Context request, Intervention intervention) {
        if (!turns.tryAcquire()) {
            Responses.later(request, CompensationProblems.busy(request.path()));
            return;
        }
        try {
            answer(request, intervention, commands.send(intervention));
        } finally {
            turns.release();
        }
    }

    private static void answer(Context request, Intervention sent, Fate fate) {
        if (fate == Fate.NOT_SENT) {
            Responses.later(request, CompensationProblems.notSent(request.path()));
            return;
        }
        request.header("Location", "/compensations/" + sent.transactionId());
        Responses.json(request, 202, Receipt.of(sent, fate));
    }
}
