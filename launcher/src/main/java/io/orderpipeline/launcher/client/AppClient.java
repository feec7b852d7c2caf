package io.orderpipeline.launcher.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks the app over HTTP. No answer is an {@link UncheckedIOException} that names the app. */
public final class AppClient {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

    /** More than the app itself waits for the brokers. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
    private final URI app;

    public AppClient(URI app) {
        this.app = app;
    }

    /**
     * The document at a path.
     *
     * @throws RefusalException when the app answers with a problem
     */
    public JsonNode get(RequestPath path) {
        return ask(path, Duration.ZERO).document();
    }

    /**
     * The document at a path, and how fresh it is.
     *
     * @param wait how long the app was asked to wait before it answers
     * @throws RefusalException when the app answers with a problem
     */
    public Answer ask(RequestPath path, Duration wait) {
        return send(request(path, ANSWER_PATIENCE.plus(wait)).GET());
    }

    /**
     * What the app says to a decision.
     *
     * @param commandId the same in every resend of this decision
     * @throws RefusalException when the app answers with a problem
     */
    public JsonNode post(RequestPath path, JsonNode body, String commandId) {
        return send(request(path, ANSWER_PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", commandId)
                        .POST(BodyPublishers.ofString(body.toString())))
                .document();
    }

    /**
     * A stream of events.
     *
     * @param lastEventId the event after which it begins; empty for where the app begins by itself
     * @throws RefusalException when the app answers with a problem
     */
    public EventStream open(RequestPath path, String lastEventId) {
        HttpRequest.Builder request =
                request(path, ANSWER_PATIENCE).header("Accept", "text/event-stream").GET();
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Opened> answer = exchange(request, opened(lastEventId));
        return answer.body().stream()
                .orElseThrow(() -> refusal(answer, parsed(answer.body().instead())));
    }

    /** The body of an answer: the stream, or what came instead of one. */
    private record Opened(Optional<EventStream> stream, String instead) {}

    private static BodyHandler<Opened> opened(String lastEventId) {
        return answer ->
                answer.statusCode() == 200 && EventStream.isMediaTypeOf(answer.headers())
                        ? BodySubscribers.mapping(
                                BodySubscribers.ofPublisher(),
                                body ->
                                        new Opened(
                                                Optional.of(EventStream.of(body, lastEventId)), ""))
                        : BodySubscribers.mapping(
                                BodySubscribers.ofString(StandardCharsets.UTF_8),
                                text -> new Opened(Optional.empty(), text));
    }

    private HttpRequest.Builder request(RequestPath path, Duration patience) {
        return HttpRequest.newBuilder(URI.create(app + path.text())).timeout(patience);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request, BodyHandlers.ofString());
        JsonNode document = parsed(answer.body());
        if (answer.statusCode() / 100 != 2 || !document.isObject()) {
            throw refusal(answer, document);
        }
        return new Answer(document, answer.headers().firstValueAsLong("X-Staleness-Ms"));
    }

    /** For an answer that the app does not give. */
    public RefusalException notTheApp(String because) {
        return RefusalException.notTheApp(app, because);
    }

    private RefusalException refusal(HttpResponse<?> answer, JsonNode document) {
        return RefusalException.of(
                app, answer.statusCode(), document, answer.headers().firstValue("Retry-After"));
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (HttpTimeoutException slow) {
            throw unreachable("does not answer in time", slow);
        } catch (IOException nobody) {
            throw unreachable("cannot be reached", nobody);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for", new IOException(stopped));
        }
    }

    private UncheckedIOException unreachable(String what, IOException cause) {
        return new UncheckedIOException(
                "The app at %s %s. Start one with `pipeline app`, or name another with --url."
                        .formatted(app, what),
                cause);
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException other) {
            return JSON.missingNode();
        }
    }
}
