package io.orderpipeline.query.stream;

import io.javalin.http.Context;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.query.reply.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<InvalidField> errors = new ArrayList<>();
        request.queryParamMap()
                .forEach(
                        (name, values) -> {
                            if (!name.equals(PARAMETER)) {
                                errors.add(new InvalidField(name, "there is no such parameter"));
                            } else if (values.size() > 1) {
                                errors.add(new InvalidField(name, "given more than once"));
                            }
                        });
        if (!errors.isEmpty()) {
            throw new RefusedException(Problem.invalid(errors, request.path()));
        }
        return Optional.ofNullable(request.header(LAST_EVENT_ID))
                .or(() -> Optional.ofNullable(request.queryParam(PARAMETER)));
    }
}
