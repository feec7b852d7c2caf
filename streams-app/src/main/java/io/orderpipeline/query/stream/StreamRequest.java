package io.orderpipeline.query.stream;

import io.javalin.http.Context;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import java.util.Optional;
import java.util.Set;

/** What a request for a stream may say. */
final class StreamRequest {

    /** Header by which browsers go on after they have lost the connection. */
    static final String LAST_EVENT_ID = "Last-Event-ID";

    /** The same for clients that cannot set headers. */
    private static final String PARAMETER = "lastEventId";

    private StreamRequest() {}

    /**
     * The id to go on after. The header counts: a browser keeps the parameter of the first request,
     * and sends the header with later ones.
     *
     * @throws RefusedException when a parameter is unknown or repeated
     */
    static Optional<String> lastEventId(Context request) {
        Parameters given = new Parameters(request, Set.of(PARAMETER));
        if (!given.errors().isEmpty()) {
            throw new RefusedException(Problem.invalid(given.errors(), request.path()));
        }
        return Optional.ofNullable(request.header(LAST_EVENT_ID)).or(() -> given.text(PARAMETER));
    }
}
