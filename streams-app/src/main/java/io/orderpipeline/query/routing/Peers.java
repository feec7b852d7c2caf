package io.orderpipeline.query.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other instances. Only {@link Whereabouts} names whom; a request decides no more than the
 * path. Safe for many threads.
 */
public final class Peers {

    /** They are on the same network: who does not take a connection by then is gone. */
    private static final Duration CONNECT_PATIENCE = Duration.ofMillis(500);

    /** Each instance has as long for its part of an answer that several put together. */
    private static final Duration DOCUMENT_PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /**
     * One GET request; ends exceptionally when there is no answer in time.
     *
     * @param target path and query, as a client wrote them or as this package did
     */
    public CompletableFuture<HttpResponse<byte[]>> get(
            Instance peer, String target, Map<String, String> headers, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(peer, target)).timeout(patience);
        headers.forEach(request::header);
        return client.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    /** The document at a path of another instance; absent when it does not come in time. */
    public <T> CompletableFuture<Optional<T>> document(
            Instance peer, String target, Class<T> form) {
        return get(peer, target, Map.of(), DOCUMENT_PATIENCE)
                .thenApply(reply -> read(reply, form))
                .exceptionally(
                        failed -> {
                            LOG.info("{} does not answer {}: {}", peer, target, failed.toString());
                            return Optional.empty();
                        });
    }

    private static <T> Optional<T> read(HttpResponse<byte[]> reply, Class<T> form) {
        if (reply.statusCode() != 200) {
            throw new IllegalStateException("status " + reply.statusCode());
        }
        try {
            return Optional.of(JSON.readValue(reply.body(), form));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /**
     * Where another instance answers; an IPv6 address needs its brackets.
     *
     * @param target path and query
     */
    public static URI uri(Instance peer, String target) {
        String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
        return URI.create("http://" + host + ":" + peer.port() + target);
    }
}
