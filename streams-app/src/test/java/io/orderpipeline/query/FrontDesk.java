package io.orderpipeline.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.command.ClientCommand;
import io.orderpipeline.query.command.CommandLog;
import io.orderpipeline.query.command.Delivery;
import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.query.feed.Committed;
import io.orderpipeline.query.feed.CommittedFeed;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.runtime.intake.JsonCommandBodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A real server that takes commands, with the log and the feed behind it in a test's hands. */
final class FrontDesk implements CommandLog, CommittedFeed, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A command that was sent, and the brokers' word on it. */
    record Sent(ClientCommand command, CompletableFuture<Delivery> delivery) {
        void written(int partition, long offset) {
            delivery.complete(new Delivery.Written(partition, offset));
        }
    }

    /** An answer as a test looks at it. */
    record Reply(int status, Map<String, List<String>> headers, String body) {
        static Reply of(HttpResponse<String> response) {
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException malformed) {
                throw new AssertionError(body, malformed);
            }
        }

        /** The fields that a problem names. */
        List<String> fields() {
            List<String> fields = new ArrayList<>();
            json().path("errors").forEach(error -> fields.add(error.get("field").asText()));
            return fields;
        }
    }

    /** What was sent. */
    final List<Sent> sent = new CopyOnWriteArrayList<>();

    final MemoryViews views = new MemoryViews();

    /** How commands ended, by order and command id with a slash between. */
    final Map<String, Outcome> outcomes = views.outcomes;

    /** What the brokers do while a command is sent. */
    volatile Consumer<Sent> brokers = command -> {};

    /** What becomes of operators' decisions. */
    volatile Fate fate = Fate.NOT_SENT;

    /** Whether nobody can listen to the feed. */
    volatile boolean deaf;

    private final List<Consumer<? super Committed>> listeners = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final QueryServer server = start();

    private QueryServer start() {
        Resources others = views.resources(intervention -> fate);
        return QueryServer.start(
                new QueryServer.Address("127.0.0.1", 0),
                new Resources(
                        others.views(),
                        others.routing(),
                        new Resources.Commands(
                                others.commands().operators(), new JsonCommandBodies(), this),
                        new Resources.Log(this, others.log().past()),
                        others.health(),
                        others.generations()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    @Override
    public CompletableFuture<Delivery> send(ClientCommand command) {
        Sent one = new Sent(command, new CompletableFuture<>());
        sent.add(one);
        brokers.accept(one);
        return one.delivery();
    }

    @Override
    public Subscription subscribe(Consumer<? super Committed> listener) {
        if (deaf) {
            throw new UnavailableException(Reason.STARTING, "The log's end is not known yet.");
        }
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** How many listen to the feed. */
    int listening() {
        return listeners.size();
    }

    /** Something is committed. */
    void tell(Committed committed) {
        listeners.forEach(listener -> listener.accept(committed));
    }

    Reply get(String path) {
        return send(request(path)).join();
    }

    /** Sends a body with a key and a type. */
    Reply post(String path, String key, String body) {
        return postLater(path, key, body).join();
    }

    CompletableFuture<Reply> postLater(String path, String key, String body) {
        return send(json(path, body).header("Idempotency-Key", key));
    }

    /** A request that misses nothing but its key. */
    HttpRequest.Builder json(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('\'', '"')));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    CompletableFuture<Reply> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    @Override
    public void close() {
        server.close();
    }
}
