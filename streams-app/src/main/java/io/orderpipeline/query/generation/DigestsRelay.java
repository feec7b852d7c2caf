package io.orderpipeline.query.generation;

import io.javalin.http.Context;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.routing.Hop;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Peers;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;

/**
 * Asks the owner for whoever cannot, and passes its answer on as it comes: instances know each
 * other by names that may mean nothing outside their network.
 */
final class DigestsRelay {

    private static final Duration CONNECT_PATIENCE = Duration.ofMillis(500);

    /**
     * Until more comes: the owner may have to begin at the end of a long history. Less than whoever
     * asks has, who is then told which instance is silent.
     */
    private static final Duration READ_PATIENCE = Duration.ofSeconds(25);

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private DigestsRelay() {}

    /** An owner's answer, of which nothing has been read. */
    record Answer(int status, String mediaType, InputStream body) {}

    /** Throws {@link UnavailableException} when the owner does not answer. */
    static Answer ask(Instance owner, Context request) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) Peers.uri(owner, target(request)).toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT_PATIENCE.toMillis());
            connection.setReadTimeout((int) READ_PATIENCE.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty(Hop.HEADER, Hop.ACTIVE.label());
            int status = connection.getResponseCode();
            InputStream body =
                    status >= HttpURLConnection.HTTP_BAD_REQUEST
                            ? connection.getErrorStream()
                            : connection.getInputStream();
            return new Answer(
                    status,
                    Objects.requireNonNullElse(connection.getContentType(), UNKNOWN_TYPE),
                    body == null ? InputStream.nullInputStream() : body);
        } catch (IOException silent) {
            throw new UnavailableException(
                    Reason.ELSEWHERE,
                    "%s has the partition, and does not answer: %s".formatted(owner, silent));
        }
    }

    /** As the client wrote it: what was decoded here would have to be encoded again. */
    private static String target(Context request) {
        return request.req().getRequestURI() + "?" + request.queryString();
    }
}
