package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.reply.Responses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /openapi.json}: the description of the API for programs, OpenAPI 3.1. */
final class ApiDescription implements Handler {

    static final String PATH = "/openapi.json";

    private final byte[] document = read();

    private static byte[] read() {
        try (InputStream in =
                Objects.requireNonNull(ApiDescription.class.getResourceAsStream(PATH), PATH)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Context request) {
        Responses.hashedBytes(request, document);
    }
}
