package io.orderpipeline.pipeline;

import io.orderpipeline.pipeline.deadletter.Quarantine;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;

/**
 * Commands and compensations in, events and rejections out. Runs under exactly-once: the facts, the
 * new state and the position in the input are committed together or not at all. One task owns a
 * partition and its part of the store, so no two commands of an order are ever decided at the same
 * time.
 *
 * <p>Sources hand over bytes; processors decode them. Were a source to decode, the dead letter of
 * an undecodable record would be sent while its predecessor is processed, and could be committed
 * before the record's own offset: a crash in between would send it twice.
 */
public final class DeciderTopology {

    static final String COMMANDS = "commands";
    static final String COMPENSATIONS = "compensations";
    static final String DECIDE = "decide";
    static final String EVENTS = "events";
    static final String REJECTIONS = "rejections";

    private DeciderTopology() {}

    /**
     * The topology; {@code quarantine} is the one that the application's exception handlers fill.
     */
    public static Topology build(
            Registry registry, DeciderSettings settings, Quarantine quarantine) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        COMMANDS,
                        new FailOnInvalidTimestamp(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.ORDER_COMMAND.name())
                .addSource(
                        AutoOffsetReset.earliest(),
                        COMPENSATIONS,
                        new FailOnInvalidTimestamp(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.ORDER_COMPENSATION.name())
                .addProcessor(
                        DECIDE,
                        () -> new DecideProcessor(registry, settings, quarantine),
                        COMMANDS,
                        COMPENSATIONS)
                .addStateStore(OrderStore.orders(), DECIDE)
                .addStateStore(OrderStore.forgetQueue(), DECIDE)
                .addSink(
                        EVENTS,
                        Topics.ORDER_EVENT.name(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        DECIDE)
                .addSink(
                        REJECTIONS,
                        Topics.ORDER_REJECTION.name(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        DECIDE);
    }
}
