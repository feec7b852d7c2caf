package io.orderpipeline.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.orderpipeline.query.OrderReads.History;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.OrderRoute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /orders/{id}/history}: what happened to an order, by whose command, and where it
 * stands.
 */
final class HistoryQuestion implements OrderRoute.Question {

    private static final String AFTER = "after";
    private static final long MAX_VERSION = 1_000_000_000;

    /** More than any order has, operators' actions aside. */
    private static final int MAX_EVENTS = 1_000;

    private final OrderReads orders;

    HistoryQuestion(OrderReads orders) {
        this.orders = orders;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Document(
            String orderId,
            long version,
            List<EventDocument> events,
            @Nullable Long next,
            List<CompensationDocument> payments) {

        static Document of(String orderId, History history) {
            List<EventDocument> events = history.events().stream().map(Document::event).toList();
            return new Document(
                    orderId,
                    history.version(),
                    events,
                    history.more() ? events.get(events.size() - 1).version() : null,
                    history.payments().stream().map(CompensationDocument::of).toList());
        }

        private static EventDocument event(OrderReads.PlacedEvent placed) {
            return EventDocument.of(placed.event(), placed.partition(), placed.offset());
        }
    }

    @Override
    public CompletableFuture<Void> answer(Context request, String orderId, Copy copy) {
        Parameters given = new Parameters(request, Set.of(AFTER));
        long after = given.number(AFTER, 0, MAX_VERSION).orElse(0);
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return CompletableFuture.completedFuture(null);
        }
        History history = orders.history(orderId, after, MAX_EVENTS, copy).mark(request).value();
        if (history.version() == 0) {
            Responses.problem(request, Problem.orderNotFound(orderId, request.path()));
        } else {
            Responses.hashed(request, Document.of(orderId, history));
        }
        return CompletableFuture.completedFuture(null);
    }
}
