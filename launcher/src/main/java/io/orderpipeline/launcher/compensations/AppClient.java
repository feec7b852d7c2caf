package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the app over HTTP. No answer is an {@link UncheckedIOException} that names the app. */
final class AppClient {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

    /** More than the app itself waits for the brokers. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(15);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
    private final URI app;

    AppClient(URI app) {
        this.app = app;
    }

    /**
     * The document at a path.
     *
     * @throws RefusalException when the app answers with a problem
     */
    JsonNode get(String path) {
        return send(request(path).GET());
    }

    /**
     * What the app says to a decision.
     *
     * @param commandId the same in every resend of this decision
     * @throws RefusalException when the app answers with a problem
     */
    JsonNode post(String path, JsonNode body, String commandId) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", commandId)
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Text as a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(app + path)).timeout(ANSWER_PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            JsonNode document = parsed(answer.body());
            if (answer.statusCode() / 100 != 2 || !document.isObject()) {
                throw RefusalException.of(app, answer.statusCode(), document);
            }
            return document;
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
