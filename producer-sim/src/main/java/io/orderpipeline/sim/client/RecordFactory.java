package io.orderpipeline.sim.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.Limits;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Poison;
import io.orderpipeline.topic.Topics;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Turns planned records into what goes over the wire.
 *
 * @param encoder gives Confluent's wire format
 * @param partitions of order.command, and of every topic by orders
 */
public record RecordFactory(Function<SpecificRecord, byte[]> encoder, int partitions) {

    /** The record to send. */
    public ProducerRecord<byte[], byte[]> record(PlannedRecord planned) {
        String topic = topic(planned.content());
        byte[] key = planned.content().key().map(text -> text.getBytes(UTF_8)).orElse(null);
        byte[] value = value(planned);
        if (key != null && planned.content() instanceof Content.Astray) {
            return new ProducerRecord<>(topic, elsewhere(key), key, value);
        }
        if (key != null) {
            return new ProducerRecord<>(topic, key, value);
        }
        // Without a key the client would choose the partition by load: name one, for repeatability.
        int partition = Math.floorMod(planned.id().hashCode(), partitions);
        return new ProducerRecord<>(topic, partition, null, value);
    }

    /** A partition that is not the key's. */
    private int elsewhere(byte[] key) {
        if (partitions < 2) {
            throw Limits.refused(
                    "--strays", "a topic of one partition", "a topic with two partitions or more");
        }
        return (Utils.toPositive(Utils.murmur2(key)) + 1) % partitions;
    }

    private static String topic(Content content) {
        return content instanceof Content.Capture
                ? Topics.PAYMENT_TRANSACTION.name()
                : Topics.ORDER_COMMAND.name();
    }

    private byte @Nullable [] value(PlannedRecord planned) {
        Content content = planned.content();
        if (content instanceof Poison poison) {
            return poison.value(encoder).orElse(null);
        }
        return content instanceof Content.Capture capture
                ? encoder.apply(capture.transaction())
                : encoder.apply(planned.command());
    }
}
