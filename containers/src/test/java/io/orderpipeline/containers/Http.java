package io.orderpipeline.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Bodies over HTTP, whatever their status. */
final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Http() {}

    static String get(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
