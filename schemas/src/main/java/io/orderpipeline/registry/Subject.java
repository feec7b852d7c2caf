package io.orderpipeline.registry;

import org.apache.avro.Schema;

/**
 * A name under which the registry keeps the versions of one schema, with the version that this
 * program uses.
 *
 * @param name the topic's name and {@code -value} (TopicNameStrategy)
 * @param schema as in the {@code .avsc} file, without hints for Java
 */
public record Subject(String name, Schema schema) {

    public Subject {
        schema = JavaHints.removeFrom(schema);
    }

    /** The subject of the values of a topic. */
    public static Subject ofValues(String topic, Schema schema) {
        return new Subject(topic + "-value", schema);
    }
}
