package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.CommandWire;
import io.orderpipeline.wire.CompensationWire;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what may be decided on: a command or a compensation with well-formed ids, where its
 * order's key belongs.
 */
final class Admission {

    private final AvroSerde<OrderCommand> commands;
    private final AvroSerde<Compensation> compensations;
    private final Placement placement;

    Admission(Registry registry, int partitions) {
        commands = AvroSerde.of(OrderCommand.class, registry);
        compensations = AvroSerde.of(Compensation.class, registry);
        placement = new Placement(partitions);
    }

    /**
     * The command; throws {@link PoisonRecordException} where the record must become a dead letter.
     */
    ReceivedCommand admit(Record<String, byte[]> message, ProcessingContext context) {
        Cause cause = Provenance.of(context);
        return PoisonRecordException.unlessHandled(cause, () -> read(message, cause));
    }

    private ReceivedCommand read(Record<String, byte[]> message, Cause cause) {
        byte[] value = present(message.value());
        Instant receivedAt = Instant.ofEpochMilli(message.timestamp());
        if (cause.topic().equals(Topics.ORDER_COMPENSATION.name())) {
            Compensation compensation = compensations.deserialize(cause.topic(), value);
            placement.require(message.key(), compensation.getOrderId(), cause);
            return CompensationWire.read(compensation, cause, receivedAt);
        }
        OrderCommand command = commands.deserialize(cause.topic(), value);
        placement.require(message.key(), command.getOrderId(), cause);
        return CommandWire.read(command, cause, receivedAt);
    }

    private static byte[] present(byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalArgumentException("the record has no value; a command was expected");
        }
        return value;
    }
}
