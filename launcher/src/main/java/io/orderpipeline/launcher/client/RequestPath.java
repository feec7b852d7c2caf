package io.orderpipeline.launcher.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A path and its query, every part of them encoded. */
public record RequestPath(String text) {

    /** The path of these segments, as in {@code /orders/o-1}. */
    public static RequestPath to(String... segments) {
        return new RequestPath(
                Arrays.stream(segments)
                        .map(segment -> "/" + encoded(segment))
                        .collect(Collectors.joining()));
    }

    /** This path with one parameter more. */
    public RequestPath with(String parameter, Object value) {
        String separator = text.contains("?") ? "&" : "?";
        return new RequestPath(text + separator + parameter + "=" + encoded(value.toString()));
    }

    /** This path, with one parameter more where there is a value. */
    public RequestPath with(String parameter, Optional<?> value) {
        return value.map(present -> with(parameter, (Object) present)).orElse(this);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
