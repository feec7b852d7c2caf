package io.orderpipeline.pipeline;

import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.RejectionWire;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** Facts as the bytes that leave the decider, each with the sink it leaves through. */
final class FactOutput implements Fact.Cases<FactOutput.Serialized> {

    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;

    FactOutput(Registry registry) {
        events = AvroSerde.of(OrderEvent.class, registry);
        rejections = AvroSerde.of(OrderRejection.class, registry);
    }

    List<Serialized> serialize(List<Fact> facts) {
        return facts.stream().map(this::serialize).toList();
    }

    private Serialized serialize(Fact fact) {
        return fact.match(this);
    }

    @Override
    public Serialized happened(Happened fact) {
        return new Serialized(
                DeciderTopology.EVENTS,
                events.serialize(Topics.ORDER_EVENT.name(), EventWire.write(fact)));
    }

    @Override
    public Serialized refused(Refused fact) {
        return new Serialized(
                DeciderTopology.REJECTIONS,
                rejections.serialize(Topics.ORDER_REJECTION.name(), RejectionWire.write(fact)));
    }

    /** The value of one output record and the name of its sink. */
    record Serialized(String sink, byte[] value) {

        /** The output record: the key and the broker's time are those of the command. */
        Record<String, byte[]> at(Record<String, ?> message) {
            return new Record<>(message.key(), value, message.timestamp());
        }
    }
}
