package io.orderpipeline.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Publishes subjects. The compatibility rule of a subject that exists is set before its new schema
 * is offered, so that the registry judges by it; a new subject gets its schema first, because a
 * registry need not accept a rule for a subject it does not know.
 */
final class Publication {

    private final SchemaRegistryClient client;
    private final Patience patience;

    Publication(SchemaRegistryClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    void publish(Collection<Subject> subjects) {
        for (Subject subject : subjects) {
            try {
                publish(subject);
            } catch (RestClientException e) {
                throw patience.unavailable("publish subject " + subject.name(), e);
            }
        }
    }

    private void publish(Subject subject) throws RestClientException {
        boolean known = exists(subject);
        if (known) {
            enforceCompatibility(subject);
        }
        register(subject);
        if (!known) {
            enforceCompatibility(subject);
        }
    }

    private boolean exists(Subject subject) throws RestClientException {
        return !versions(subject).isEmpty();
    }

    private void register(Subject subject) throws RestClientException {
        AvroSchema schema = new AvroSchema(subject.schema());
        try {
            patience.send(
                    "register the schema of " + subject.name(),
                    () -> client.register(subject.name(), schema));
        } catch (RestClientException e) {
            if (Refusal.isIncompatible(e)) {
                throw new IncompatibleSchemaException(subject, incompatibilities(subject), e);
            }
            throw e;
        }
    }

    /** Another process may do the same just now: what counts is that the rule is there then. */
    private void enforceCompatibility(Subject subject) throws RestClientException {
        if (isEnforced(subject)) {
            return;
        }
        try {
            patience.send(
                    "set the compatibility of " + subject.name(),
                    () -> client.updateCompatibility(subject.name(), Registry.COMPATIBILITY));
        } catch (RestClientException e) {
            if (!isEnforced(subject)) {
                throw e;
            }
        }
    }

    private boolean isEnforced(Subject subject) throws RestClientException {
        return Registry.COMPATIBILITY.equals(compatibility(subject));
    }

    /** The subject's own rule, or nothing in particular. */
    private String compatibility(Subject subject) throws RestClientException {
        try {
            return String.valueOf(
                    patience.send(
                            "read the compatibility of " + subject.name(),
                            () -> client.getCompatibility(subject.name())));
        } catch (RestClientException e) {
            if (Refusal.isNotFound(e)) {
                return "";
            }
            throw e;
        }
    }

    /** The registry only points at places; Avro's own comparison names the fields there. */
    private List<Incompatibility> incompatibilities(Subject subject) throws RestClientException {
        List<Incompatibility> found = new ArrayList<>();
        for (int version : versions(subject)) {
            var metadata =
                    patience.send(
                            "fetch version " + version + " of " + subject.name(),
                            () -> client.getSchemaMetadata(subject.name(), version));
            Schema writer = new Schema.Parser().parse(metadata.getSchema());
            found.addAll(new SchemaComparison(version).compare(subject.schema(), writer));
        }
        return found;
    }

    private List<Integer> versions(Subject subject) throws RestClientException {
        try {
            return patience.send(
                    "list the versions of " + subject.name(),
                    () -> client.getAllVersions(subject.name()));
        } catch (RestClientException e) {
            if (Refusal.isNotFound(e)) {
                return List.of();
            }
            throw e;
        }
    }
}
