package io.orderpipeline.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Registers a JSON schema the way a foreign client would. */
public final class JsonSchemas {

    private static final String SCHEMA =
            """
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Parcel",
             "type": "object", "properties": {"weight": {"type": "number"}}}
            """;

    private JsonSchemas() {}

    /** The id of the schema, under the values of the topic. */
    public static int register(String url, String topic) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        String body = json.writeValueAsString(Map.of("schemaType", "JSON", "schema", SCHEMA));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/subjects/" + topic + "-value/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The registry answered " + answer.body());
        }
        return json.readTree(answer.body()).path("id").asInt();
    }
}
