package io.orderpipeline.query.stream;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.stream.StreamEndedException.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open streams: a bounded number, each on a thread of its own, so that a client that does not
 * read holds up nobody else. Safe for many threads.
 */
final class Streams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    /** Clients are told that the server stops, unless they have stopped reading. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final StreamLimits limits;
    private final MeterRegistry metrics;
    private final Semaphore permits;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(work -> daemon(work, "stream"));
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "stream-watch"));

    Streams(StreamLimits limits, MeterRegistry metrics) {
        this.limits = limits;
        this.metrics = metrics;
        permits = new Semaphore(limits.streams());
        Gauge.builder("http.streams.open", clients, Set::size)
                .description("Streams of events that are open.")
                .register(metrics);
        long periodMs = Math.max(1, limits.write().toMillis() / 4);
        var unused = // ends with the watch
                watch.scheduleWithFixedDelay(
                        () -> clients.forEach(Client::cutWhenStuck),
                        periodMs,
                        periodMs,
                        TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What a stream tells; runs on the stream's thread until the stream ends. */
    interface Story {
        void tell(Client client);
    }

    /** Opens a stream, or says why not; of one that nobody would read, there is only the head. */
    void open(Context request, Story story) {
        if (request.method().equals(HandlerType.HEAD)) {
            Client.head(request);
        } else if (permits.tryAcquire()) {
            request.future(() -> start(request, story));
        } else {
            Responses.later(request, tooMany(request.path()));
        }
    }

    private Problem tooMany(String path) {
        return Problem.of(
                "too-many-streams",
                "Too many streams are open",
                503,
                "At most " + limits.streams() + " streams are open at a time.",
                path);
    }

    private CompletableFuture<?> start(Context request, Story story) {
        request.req().getAsyncContext().setTimeout(0); // whatever that of other answers is
        try {
            return CompletableFuture.runAsync(() -> serve(request, story), threads);
        } catch (RejectedExecutionException closed) {
            permits.release();
            Responses.unavailable(
                    request,
                    new UnavailableException(
                            UnavailableException.Reason.NOT_RUNNING, "The server stops."));
            return CompletableFuture.completedFuture(null);
        }
    }

    private void serve(Context request, Story story) {
        try {
            Client client = new Client(request, limits);
            clients.add(client);
            try {
                tell(client, story);
            } finally {
                client.unsubscribe();
                clients.remove(client);
            }
        } catch (IOException gone) {
            count(Cause.CLIENT);
        } finally {
            permits.release();
        }
    }

    private void tell(Client client, Story story) {
        try {
            requireOpen();
            story.tell(client);
        } catch (RefusedException refused) {
            Responses.problem(client.request(), refused.problem());
        } catch (UnavailableException why) {
            if (client.hasBegun()) {
                end(client, StreamEndedException.unavailable(why.detail()));
            } else {
                Responses.unavailable(client.request(), why);
            }
        } catch (StreamEndedException end) {
            end(client, end);
        } catch (RuntimeException bug) {
            if (!client.hasBegun()) {
                throw bug;
            }
            LOG.error("{} failed", client.request().path(), bug);
            end(client, StreamEndedException.unavailable("The stream failed."));
        }
    }

    /** For one that came in while closing, and that was not there to be ended. */
    private void requireOpen() {
        if (threads.isShutdown()) {
            throw closing();
        }
    }

    private void end(Client client, StreamEndedException last) {
        StreamEndedException end = client.backlog().end(last);
        count(end.endedBy());
        if (client.hasBegun()) {
            client.farewell(end);
        } else {
            Responses.unavailable(
                    client.request(),
                    new UnavailableException(
                            UnavailableException.Reason.NOT_RUNNING, end.reason()));
        }
    }

    private void count(Cause cause) {
        Counter.builder("http.streams.ended")
                .description("Streams of events that have ended, by who ended them.")
                .tag("by", cause.name().toLowerCase(Locale.ROOT))
                .register(metrics)
                .increment();
    }

    private static StreamEndedException closing() {
        return new StreamEndedException(
                Cause.CLOSING, "The server stops. Reconnect with the last id to go on.");
    }

    /** Ends all streams; a client that does not read delays it by a second or two. */
    @Override
    public void close() {
        threads.shutdown();
        clients.forEach(client -> client.backlog().end(closing()));
        if (!ended()) {
            clients.forEach(Client::cut);
            threads.shutdownNow(); // wakes those that wait for views or brokers
            if (!ended()) {
                LOG.warn("{} streams did not end", clients.size());
            }
        }
        watch.shutdownNow();
    }

    private boolean ended() {
        try {
            return threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
