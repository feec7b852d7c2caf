package io.orderpipeline.query.routing;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Whereabouts.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Has a question about one order answered where the order's partition is: here, or by the owner,
 * whose answer is passed on byte for byte. An owner that does not answer is looked up once more,
 * for the partition may have moved; then the standbys are asked, and then it is 503. Never blocks a
 * thread while it waits for another instance.
 */
public final class OrderRoute implements Handler {

    /** Path parameter that names the order. */
    public static final String ORDER_ID = "id";

    private static final int UNAVAILABLE = 503;
    private static final long LOOK_AGAIN_AFTER_MS = 100;

    /** What another instance needs by itself. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);

    private static final Executor SHORTLY =
            CompletableFuture.delayedExecutor(LOOK_AGAIN_AFTER_MS, TimeUnit.MILLISECONDS);

    private static final List<String> PASSED_ON = List.of("If-None-Match", "Accept");
    private static final List<String> PASSED_BACK =
            List.of(
                    "Content-Type",
                    "ETag",
                    "Cache-Control",
                    "Retry-After",
                    Reading.GENERATION_HEADER,
                    Reading.STALENESS_HEADER);

    private final Whereabouts whereabouts;
    private final Peers peers;
    private final Question question;

    public OrderRoute(Whereabouts whereabouts, Peers peers, Question question) {
        this.whereabouts = whereabouts;
        this.peers = peers;
        this.question = question;
    }

    /** A question that this instance can answer when it has a copy of the order's partition. */
    public interface Question {
        /**
         * Writes the answer; ends when it is written.
         *
         * @throws UnavailableException when this instance cannot tell
         */
        CompletableFuture<Void> answer(Context request, String orderId, Copy copy);
    }

    @Override
    public void handle(Context request) {
        String orderId = request.pathParam(ORDER_ID);
        if (!Identifier.isValid(orderId)) {
            Responses.problem(request, Problem.invalidOrderId(request.path()));
            return;
        }
        Hop hop = Hop.of(request);
        if (hop != Hop.NONE || !isRelayable(request)) {
            await(request, question.answer(request, orderId, hop.copy()));
            return;
        }
        Asked asked = new Asked(request, orderId, System.nanoTime());
        if (whereabouts.isHere(orderId)) {
            answerHere(asked, () -> whereabouts.placeOf(orderId));
            return;
        }
        Place place = whereabouts.placeOf(orderId);
        if (place.active().filter(whereabouts.self()::equals).isPresent()) {
            answerHere(asked, () -> place);
        } else {
            await(request, firstOf(attempts(asked, place)));
        }
    }

    /** A question from outside, and when it came. */
    private record Asked(Context request, String orderId, long atNanos) {

        /** As long as the client lets it wait, counted once for all attempts. */
        Duration patience() {
            long waitedNanos = System.nanoTime() - atNanos;
            Duration left = Parameters.waitOf(request).minusNanos(waitedNanos);
            return left.isNegative() ? ANSWER_PATIENCE : ANSWER_PATIENCE.plus(left);
        }
    }

    /** What cannot stand in an address is no valid query either: it is refused here. */
    private static boolean isRelayable(Context request) {
        try {
            URI unused = new URI(target(request));
            return true;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** The owner may be this instance and yet not be able to answer, as long as it restores. */
    private void answerHere(Asked asked, Supplier<Place> place) {
        try {
            await(asked.request(), question.answer(asked.request(), asked.orderId(), Copy.ACTIVE));
        } catch (UnavailableException why) {
            Deque<Attempt> standbys = new ArrayDeque<>();
            place.get().standbys().forEach(each -> standbys.add(ask(asked, each)));
            await(asked.request(), firstOf(standbys, why));
        }
    }

    private static void await(Context request, CompletableFuture<Void> answer) {
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return;
        }
        request.future(() -> answer);
    }

    /** Ends with true when it has written an answer. */
    private interface Attempt extends Supplier<CompletableFuture<Boolean>> {}

    private Deque<Attempt> attempts(Asked asked, Place place) {
        Deque<Attempt> attempts = new ArrayDeque<>();
        place.active().ifPresent(owner -> attempts.add(() -> relay(asked, owner, Hop.ACTIVE)));
        attempts.add(() -> lookAgain(asked));
        place.standbys().forEach(each -> attempts.add(ask(asked, each)));
        return attempts;
    }

    private CompletableFuture<Boolean> lookAgain(Asked asked) {
        return CompletableFuture.supplyAsync(() -> whereabouts.placeOf(asked.orderId()), SHORTLY)
                .thenCompose(
                        place ->
                                place.active()
                                        .map(owner -> askOwner(asked, owner))
                                        .orElse(CompletableFuture.completedFuture(false)));
    }

    private CompletableFuture<Boolean> askOwner(Asked asked, Instance owner) {
        return owner.equals(whereabouts.self())
                ? question.answer(asked.request(), asked.orderId(), Copy.ACTIVE)
                        .thenApply(nothing -> true)
                : relay(asked, owner, Hop.ACTIVE);
    }

    private Attempt ask(Asked asked, Instance standby) {
        return standby.equals(whereabouts.self())
                ? () ->
                        question.answer(asked.request(), asked.orderId(), Copy.ANY)
                                .thenApply(nothing -> true)
                : () -> relay(asked, standby, Hop.STANDBY);
    }

    private static CompletableFuture<Void> firstOf(Deque<Attempt> attempts) {
        return firstOf(
                attempts,
                new UnavailableException(
                        UnavailableException.Reason.REBALANCING,
                        "The owner of the order's partition does not answer, and no standby can."));
    }

    /** Tries one after the other; a failure is a reason to try the next. */
    private static CompletableFuture<Void> firstOf(
            Deque<Attempt> attempts, UnavailableException otherwise) {
        Attempt next = attempts.poll();
        if (next == null) {
            return CompletableFuture.failedFuture(otherwise);
        }
        return started(next)
                .exceptionally(failed -> false)
                .thenCompose(
                        answered ->
                                answered
                                        ? CompletableFuture.completedFuture(null)
                                        : firstOf(attempts, otherwise));
    }

    private static CompletableFuture<Boolean> started(Attempt attempt) {
        try {
            return attempt.get();
        } catch (UnavailableException why) {
            return CompletableFuture.completedFuture(false);
        }
    }

    private CompletableFuture<Boolean> relay(Asked asked, Instance peer, Hop hop) {
        Context request = asked.request();
        Map<String, String> headers = new HashMap<>();
        headers.put(Hop.HEADER, hop.label());
        PASSED_ON.forEach(
                name -> {
                    String value = request.header(name);
                    if (value != null) {
                        headers.put(name, value);
                    }
                });
        return peers.get(peer, target(request), headers, asked.patience())
                .thenApply(reply -> passBack(request, reply));
    }

    /** As the client wrote it: what was decoded here would have to be encoded again. */
    private static String target(Context request) {
        String query = request.queryString();
        String path = request.req().getRequestURI();
        return query == null || query.isEmpty() ? path : path + "?" + query;
    }

    private static boolean passBack(Context request, HttpResponse<byte[]> reply) {
        if (reply.statusCode() == UNAVAILABLE) {
            return false;
        }
        PASSED_BACK.forEach(
                name ->
                        reply.headers()
                                .firstValue(name)
                                .ifPresent(value -> request.header(name, value)));
        request.status(reply.statusCode()).result(reply.body());
        return true;
    }
}
