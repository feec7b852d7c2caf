package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.wire.CommandWire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what may be decided on: a command with well-formed ids, under its order's key, on that
 * key's partition. The last matters because one writer per order is a promise of the partition: a
 * client with another partitioner (librdkafka's default is CRC32) would put one order into two
 * tasks' hands.
 */
final class Admission {

    private final AvroSerde<OrderCommand> serde;
    private final int partitions;

    Admission(Registry registry, int partitions) {
        serde = AvroSerde.of(OrderCommand.class, registry);
        this.partitions = partitions;
    }

    /**
     * The command; throws {@link PoisonRecordException} where the record must become a dead letter.
     */
    ReceivedCommand admit(Record<String, byte[]> message, ProcessingContext context) {
        Cause cause = Provenance.of(context);
        return PoisonRecordException.unlessHandled(
                cause,
                () -> {
                    OrderCommand value = decode(cause.topic(), message.value());
                    requireKey(message.key(), value.getOrderId());
                    requirePartition(message.key(), cause.partition());
                    return CommandWire.read(
                            value, cause, Instant.ofEpochMilli(message.timestamp()));
                });
    }

    private OrderCommand decode(String topic, byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalArgumentException("the record has no value; a command was expected");
        }
        return serde.deserialize(topic, value);
    }

    private static void requireKey(@Nullable String key, String orderId) {
        if (!orderId.equals(key)) {
            throw new IllegalArgumentException(
                    "the record's key is '%s'; it must be the command's orderId '%s'"
                            .formatted(key, orderId));
        }
    }

    private void requirePartition(String key, int actual) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int expected = Utils.toPositive(Utils.murmur2(keyBytes)) % partitions;
        if (actual != expected) {
            throw new IllegalArgumentException(
                    ("the record stands on partition %d, but its key '%s' belongs to partition %d of %d;"
                                    + " configure the producer's partitioner as murmur2 (librdkafka:"
                                    + " murmur2_random)")
                            .formatted(actual, key, expected, partitions));
        }
    }
}
