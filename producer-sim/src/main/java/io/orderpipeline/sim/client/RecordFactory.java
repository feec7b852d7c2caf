package io.orderpipeline.sim.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Poison;
import io.orderpipeline.topic.Topics;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns planned records into what goes over the wire.
 *
 * @param encoder gives Confluent's wire format
 * @param partitions of order.command
 */
record RecordFactory(Function<SpecificRecord, byte[]> encoder, int partitions) {

    private static final String TOPIC = Topics.ORDER_COMMAND.name();

    ProducerRecord<byte[], byte[]> record(PlannedRecord planned) {
        byte[] key = planned.content().key().map(text -> text.getBytes(UTF_8)).orElse(null);
        byte[] value = value(planned.content());
        if (key != null) {
            return new ProducerRecord<>(TOPIC, key, value);
        }
        // Without a key the client would choose the partition by load: name one, for repeatability.
        int partition = Math.floorMod(planned.id().hashCode(), partitions);
        return new ProducerRecord<>(TOPIC, partition, null, value);
    }

    private byte @Nullable [] value(Content content) {
        return content instanceof Poison poison
                ? poison.value(encoder).orElse(null)
                : encoder.apply(((Content.Wellformed) content).command());
    }
}
