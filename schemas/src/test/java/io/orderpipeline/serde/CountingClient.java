package io.orderpipeline.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Confluent's client in memory, without its cache: each question counts. */
final class CountingClient extends MockSchemaRegistryClient {

    final AtomicInteger idLookups = new AtomicInteger();
    final AtomicInteger schemaLookups = new AtomicInteger();

    @Override
    public int getId(String subject, ParsedSchema schema) throws IOException, RestClientException {
        idLookups.incrementAndGet();
        return super.getId(subject, schema);
    }

    @Override
    public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
        schemaLookups.incrementAndGet();
        return super.getSchemaById(id);
    }
}
