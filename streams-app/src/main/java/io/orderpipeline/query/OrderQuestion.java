package io.orderpipeline.query;

import io.javalin.http.Context;
import io.orderpipeline.query.OrderReads.AsOf;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.OrderRoute;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.schema.view.OrderView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * {@code GET /orders/{id}}: the order now, or once it has reached a version, or as of an instant.
 */
final class OrderQuestion implements OrderRoute.Question {

    private static final String AS_OF = "asOf";
    private static final Set<String> NAMES = Set.of(AS_OF, Parameters.MIN_VERSION, Parameters.WAIT);

    /** More events than any life cycle has; a version beyond is a mistake. */
    private static final long MAX_VERSION = 1_000_000_000;

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final OrderReads orders;
    private final VersionWaits waits;
    private final Clock clock;

    OrderQuestion(OrderReads orders, VersionWaits waits, Clock clock) {
        this.orders = orders;
        this.waits = waits;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> answer(Context request, String orderId, Copy copy) {
        return request.queryString() == null
                ? now(request, orderId, orders.now(orderId, copy)) // most requests, so no more work
                : chosen(request, orderId, copy);
    }

    private CompletableFuture<Void> chosen(Context request, String orderId, Copy copy) {
        Parameters given = new Parameters(request, NAMES);
        Optional<Instant> asOf = given.instant(AS_OF);
        OptionalLong minVersion = given.number(Parameters.MIN_VERSION, 1, MAX_VERSION);
        Duration patience = given.patience();
        if (asOf.filter(clock.instant()::isBefore).isPresent()) {
            given.refuse(AS_OF, "an instant that has passed");
        }
        if (given.has(AS_OF) && given.has(Parameters.MIN_VERSION)) {
            given.refuse(Parameters.MIN_VERSION, "not together with " + AS_OF);
        }
        if (given.has(Parameters.WAIT) && !given.has(Parameters.MIN_VERSION)) {
            given.refuse(Parameters.WAIT, "only together with " + Parameters.MIN_VERSION);
        }
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return DONE;
        }
        if (asOf.isPresent()) {
            past(request, asOf.get(), orders.asOf(orderId, asOf.get(), copy).mark(request).value());
            return DONE;
        }
        return minVersion.isPresent()
                ? reached(request, orderId, minVersion.getAsLong(), patience, copy)
                : now(request, orderId, orders.now(orderId, copy));
    }

    private static CompletableFuture<Void> now(
            Context request, String orderId, Reading<Optional<OrderView>> reading) {
        reading.mark(request)
                .value()
                .ifPresentOrElse(
                        order ->
                                Responses.tagged(
                                        request,
                                        tag(order, reading.generation()),
                                        () -> OrderDocument.of(order)),
                        () -> Responses.problem(request, notPlaced(request, orderId)));
        return DONE;
    }

    /** Another generation may show the same version otherwise. */
    private static String tag(OrderView order, int generation) {
        return order.getVersion() + "-g" + generation;
    }

    private static Problem notPlaced(Context request, String orderId) {
        return Problem.orderNotFound(orderId, request.path());
    }

    private CompletableFuture<Void> reached(
            Context request, String orderId, long version, Duration patience, Copy copy) {
        return waits.until(version, patience, () -> orders.now(orderId, copy))
                .thenCompose(
                        reading -> {
                            long found = VersionWaits.versionOf(reading);
                            return found >= version
                                    ? now(request, orderId, reading)
                                    : notReached(request, orderId, version, found);
                        });
    }

    private static CompletableFuture<Void> notReached(
            Context request, String orderId, long version, long found) {
        Problem problem =
                Problem.of(
                                "version-not-reached",
                                "The version has not been reached",
                                504,
                                "Order %s is at version %d; version %d did not come in time."
                                        .formatted(orderId, found, version),
                                request.path())
                        .atVersion(found);
        Responses.problem(request, problem);
        return DONE;
    }

    private static void past(Context request, Instant instant, AsOf found) {
        if (found.order().isEmpty()) {
            Responses.problem(
                    request,
                    Problem.of(
                            "order-not-found",
                            "There is no such order",
                            404,
                            "The order had not been placed by " + instant + ".",
                            request.path()));
            return;
        }
        OrderDocument document =
                OrderDocument.of(found.order().get()).asOf(instant, found.settled());
        if (found.settled()) {
            Responses.hashed(request, document);
        } else {
            Responses.json(request, 200, document);
        }
    }
}
