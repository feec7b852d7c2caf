package io.orderpipeline.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Registers schemas as any client of the registry's Confluent API does. */
record SchemaPosts(String registryUrl) {

    /** The registry's answer, which holds the schema's id. */
    String register(String name) throws IOException, InterruptedException {
        String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"%s\\\",\\\"fields\\\":[]}";
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(registryUrl + "/subjects/" + name + "-value/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"schema\":\"" + schema.formatted(name) + "\"}"))
                        .build();
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
