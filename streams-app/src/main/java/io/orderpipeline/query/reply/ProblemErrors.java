package io.orderpipeline.query.reply;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Problem documents for what fails before a route is found: oversized headers, malformed requests.
 */
public final class ProblemErrors extends ErrorHandler {

    /** How Jetty calls the path of a request that it cannot read. */
    private static final String UNREADABLE = "/badMessage";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem = Problem.ofStatus(code, path(request));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (code == 503) {
            String seconds = String.valueOf(HttpLimits.RETRY_AFTER.toSeconds());
            response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
        }
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    }

    /** A request that could not be parsed has no path. */
    private static String path(Request request) {
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        return path == null || path.equals(UNREADABLE) ? "" : path;
    }
}
