package io.orderpipeline.query.generation;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.reply.HttpLimits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests wait, without a thread each, while the views are held for a switch: that takes a
 * moment, and most clients need never know. What then cannot be answered still is told so by
 * whoever reads.
 */
public final class Held {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Generations generations;
    private final Executor answering;
    private final Semaphore places = new Semaphore(HttpLimits.WAITING_FOR_VERSIONS);

    /**
     * Nobody waits yet.
     *
     * @param answering goes on with requests that have waited
     */
    public Held(Generations generations, Executor answering) {
        this.generations = generations;
        this.answering = answering;
    }

    /** A handler whose failures are unchecked. */
    @FunctionalInterface
    public interface Route extends Handler {
        @Override
        void handle(Context request);
    }

    /** The same handler, but it waits. */
    public Route of(Handler handler) {
        return request -> {
            CompletableFuture<Void> open = generations.answering();
            if (open.isDone() || !places.tryAcquire()) {
                answer(handler, request);
            } else {
                request.future(() -> later(open, handler, request));
            }
        };
    }

    private CompletableFuture<Void> later(
            CompletableFuture<Void> open, Handler handler, Context request) {
        return open.copy()
                .completeOnTimeout(null, LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, never) -> places.release())
                .thenAcceptAsync(done -> answer(handler, request), answering);
    }

    private static void answer(Handler handler, Context request) {
        try {
            handler.handle(request);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
