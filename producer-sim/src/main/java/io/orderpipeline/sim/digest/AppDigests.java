package io.orderpipeline.sim.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the app about its generations: one of its instances, which knows what the others have. Safe
 * for use by several threads.
 */
public final class AppDigests {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

    /** Until more comes: the owner may have to begin at the end of a long history. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI app;
    private final Duration patience;

    /** The version is fixed, or each connection would begin with an offer to upgrade. */
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_PATIENCE)
                    .build();

    /** Asks nothing yet. */
    public AppDigests(URI app) {
        this(app, ANSWER_PATIENCE);
    }

    AppDigests(URI app, Duration patience) {
        this.app = app;
        this.patience = patience;
    }

    /** What the instance knows of all generations. */
    public Generations generations() throws IOException {
        return Generations.of(table());
    }

    /** The same as the document that it is. */
    public JsonNode table() throws IOException {
        return document("/generations");
    }

    /** The digests of one generation. */
    public DigestSource of(int generation) {
        return new HttpDigests(this, generation);
    }

    JsonNode document(String path) throws IOException {
        try (Stream<String> lines = lines(path)) {
            return parsed(lines.collect(Collectors.joining("\n")));
        } catch (UncheckedIOException broken) {
            throw Objects.requireNonNull(broken.getCause());
        }
    }

    /** The lines of an answer; reading them may fail with an unchecked exception. */
    Stream<String> lines(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(app + path)).timeout(patience).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            Stream<String> lines = ImpatientStream.lines(answer.body(), patience);
            if (answer.statusCode() == 200) {
                return lines;
            }
            try (Stream<String> body = lines) {
                throw new RefusedException(request.uri(), answer.statusCode(), told(body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static String told(Stream<String> body) {
        String text = body.collect(Collectors.joining("\n"));
        try {
            return parsed(text).path("detail").asText(text);
        } catch (IOException other) {
            return text;
        }
    }

    static JsonNode parsed(String text) throws IOException {
        JsonNode document = JSON.readTree(text);
        if (document == null) {
            throw new IOException("an empty answer");
        }
        return document;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An instance answered, but not with what it was asked for. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(URI asked, int status, String detail) {
            super("%s answered with status %d: %s".formatted(asked, status, detail));
            this.status = status;
        }

        int status() {
            return status;
        }

        /** Whether it would answer the same again. */
        boolean isFinal() {
            return status >= 400 && status < 500;
        }
    }
}
