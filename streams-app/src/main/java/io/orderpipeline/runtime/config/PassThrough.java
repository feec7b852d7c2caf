package io.orderpipeline.runtime.config;

import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Judges values that pass through to Kafka's clients: by our guarantees, then by Kafka's rules. */
final class PassThrough {

    private static final String HIDDEN = "********";

    private PassThrough() {}

    static Optional<String> objection(KafkaNames.Name name, String value) {
        return GuardedNames.objection(name.name(), value).or(() -> kafkaObjection(name, value));
    }

    /** The value as people may see it: secrets stay hidden. */
    static Sourced shown(KafkaNames.Name name, Sourced found) {
        return name.definition().type == ConfigDef.Type.PASSWORD
                ? new Sourced(found.key(), HIDDEN, found.origin())
                : found;
    }

    private static Optional<String> kafkaObjection(KafkaNames.Name name, String value) {
        try {
            Object parsed = ConfigDef.parseType(name.name(), value, name.definition().type);
            if (name.definition().validator != null) {
                name.definition().validator.ensureValid(name.name(), parsed);
            }
            return Optional.empty();
        } catch (ConfigException refused) {
            return Optional.of("Kafka refuses it: " + refused.getMessage());
        }
    }
}
