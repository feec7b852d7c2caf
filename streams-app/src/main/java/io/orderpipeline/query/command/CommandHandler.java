package io.orderpipeline.query.command;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Takes one kind of command: sends it, and answers with its outcome as soon as that is committed.
 * Whatever is not known by then is told as such, never as a failure.
 */
final class CommandHandler implements Handler {

    private final CommandKind kind;
    private final CommandBodies bodies;
    private final CommandDesk desk;
    private final Semaphore readers;
    private final Executor answering;

    /**
     * For one kind.
     *
     * @param readers one for each body that may be read at a time
     * @param answering writes answers: neither the feed's nor the producer's thread may be held up
     *     by a client that does not read
     */
    CommandHandler(
            CommandKind kind,
            CommandBodies bodies,
            CommandDesk desk,
            Semaphore readers,
            Executor answering) {
        this.readers = readers;
        this.kind = kind;
        this.bodies = bodies;
        this.desk = desk;
        this.answering = answering;
    }

    @Override
    public void handle(Context request) {
        if (!CommandHeaders.isJson(request)) {
            Responses.problem(request, Problem.ofStatus(415, request.path()));
            return;
        }
        if (!readers.tryAcquire()) {
            Responses.later(request, CommandProblems.tooManyWaiting(request.path()));
            return;
        }
        List<InvalidField> errors = new ArrayList<>();
        Optional<CommandRequest> read;
        try {
            read = CommandRequest.read(request, kind, bodies, errors);
        } finally {
            readers.release();
        }
        read.ifPresentOrElse(
                valid -> submit(request, valid),
                () -> Responses.problem(request, Problem.invalid(errors, request.path())));
    }

    private void submit(Context request, CommandRequest valid) {
        ClientCommand command = valid.command();
        Optional<CompletableFuture<Reply>> reply = desk.submit(command, valid.patience());
        if (reply.isEmpty()) {
            Responses.later(request, CommandProblems.tooManyWaiting(request.path()));
            return;
        }
        request.future(
                () ->
                        reply.get()
                                .thenAcceptAsync(
                                        told -> answer(request, command, told), answering));
    }

    private void answer(Context request, ClientCommand command, Reply reply) {
        if (reply instanceof Reply.Ended ended) {
            ended(request, command, ended);
        } else if (reply instanceof Reply.NotSent) {
            Responses.later(request, CommandProblems.notSent(request.path()));
        } else {
            request.header("Location", CommandRoutes.status(command));
            Responses.json(request, 202, OutcomeDocument.Pending.of(command));
        }
    }

    private void ended(Context request, ClientCommand command, Reply.Ended ended) {
        if (ended.outcome() instanceof Outcome.Accepted accepted) {
            request.header("ETag", "\"" + accepted.version() + "\"");
            if (kind == CommandKind.PLACE) {
                request.header("Location", "/orders/" + command.orderId());
            }
            Responses.json(
                    request,
                    kind == CommandKind.PLACE ? 201 : 200,
                    OutcomeDocument.of(command, accepted, ended.duplicate()));
        } else {
            Responses.problem(
                    request,
                    CommandProblems.rejected((Outcome.Rejected) ended.outcome(), request.path()));
        }
    }
}
