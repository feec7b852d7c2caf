package io.orderpipeline.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schema registry, over Confluent's client, which caches every id and every schema it has seen.
 * Nothing is sent before the first request. Safe for use by any number of threads.
 */
public final class Registry implements AutoCloseable {

    /** New readers must read everything that was ever written; set on every subject published. */
    public static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 5_000;
    private static final int CACHED_SCHEMAS = 1_000;
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /**
     * Ids are given out before they are used, so an unknown one stays unknown; a minute is safe.
     */
    private static final long UNKNOWN_ID_CACHED_SECONDS = 60;

    private final SchemaRegistryClient client;
    private final Patience patience;

    private Registry(SchemaRegistryClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * A registry that speaks Confluent's API.
     *
     * @param url for example {@code http://127.0.0.1:8081/apis/ccompat/v7}
     */
    public static Registry connect(String url) {
        return connect(url, READ_TIMEOUT_MS);
    }

    static Registry connect(String url, int readTimeoutMs) {
        Map<String, Object> settings =
                Map.of(
                        SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG,
                        UNKNOWN_ID_CACHED_SECONDS,
                        // Time-outs set on the RestService itself would be overwritten by defaults.
                        SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS,
                        CONNECT_TIMEOUT_MS,
                        SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS,
                        readTimeoutMs);
        var client =
                new CachedSchemaRegistryClient(
                        new RestService(url),
                        CACHED_SCHEMAS,
                        List.of(new AvroSchemaProvider()),
                        settings,
                        Map.of());
        return over(client, url);
    }

    /** A registry of its own in this process, for tests. It knows what is published to it. */
    public static Registry inMemory() {
        return over(new MockSchemaRegistryClient(), "mock://");
    }

    /** Any client, with the address to name in messages. */
    public static Registry over(SchemaRegistryClient client, String url) {
        return new Registry(client, new Patience(url, ATTEMPTS, FIRST_PAUSE));
    }

    /**
     * Makes every schema known and lets the registry enforce {@link #COMPATIBILITY} on it. To
     * repeat it changes nothing.
     *
     * @throws IncompatibleSchemaException a schema could not read what was written earlier
     * @throws RegistryUnavailableException the registry gave no usable answer
     */
    public void publish(Collection<Subject> subjects) {
        new Publication(client, patience).publish(subjects);
    }

    /**
     * The id of a published schema.
     *
     * @throws NotPublishedException the subject does not hold the schema
     * @throws RegistryUnavailableException the registry gave no usable answer
     */
    public int idOf(Subject subject) {
        String what = "look up the id of the schema of " + subject.name();
        AvroSchema schema = new AvroSchema(subject.schema());
        try {
            return patience.send(what, () -> client.getId(subject.name(), schema));
        } catch (RestClientException e) {
            if (Refusal.isNotFound(e)) {
                throw new NotPublishedException(subject, e);
            }
            throw patience.unavailable(what, e);
        }
    }

    /**
     * The schema with an id; empty when the registry says that there is none.
     *
     * @throws UnusableSchemaException it is not an Avro schema
     * @throws RegistryUnavailableException the registry gave no usable answer
     */
    public Optional<Schema> schema(int id) {
        String what = "fetch the schema with id " + id;
        try {
            ParsedSchema schema = patience.send(what, () -> fetch(id));
            return Optional.of(((AvroSchema) schema).rawSchema());
        } catch (RestClientException e) {
            if (Refusal.isNotFound(e)) {
                return Optional.empty();
            }
            throw patience.unavailable(what, e);
        }
    }

    private ParsedSchema fetch(int id) throws IOException, RestClientException {
        try {
            return client.getSchemaById(id);
        } catch (IOException e) {
            // The client's way to say that the registry answered with a schema it cannot parse.
            if (String.valueOf(e.getMessage()).startsWith("Invalid schema ")) {
                throw new UnusableSchemaException(id, e);
            }
            throw e;
        }
    }

    /** Closes the connections to the registry. */
    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw patience.unavailable("close the connection", e);
        }
    }
}
