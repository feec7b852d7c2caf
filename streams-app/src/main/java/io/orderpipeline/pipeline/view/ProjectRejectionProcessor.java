package io.orderpipeline.pipeline.view;

import io.orderpipeline.order.Cause;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.AvroSerde;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Keeps how each refused command ended. A duplicate, or a reused id, tells nothing new: how the
 * first command with that id ended is in the history or here already.
 */
final class ProjectRejectionProcessor extends Projection {

    private final AvroSerde<OrderRejection> serde;
    private WindowStore<String, byte[]> rejections;

    ProjectRejectionProcessor(Registry registry) {
        serde = AvroSerde.of(OrderRejection.class, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        rejections = context.getStateStore(ViewTopology.REJECTION);
    }

    @Override
    long apply(Cause cause, Record<String, byte[]> message) {
        OrderRejection rejection =
                PoisonRecordException.unlessHandled(cause, () -> decode(cause.topic(), message));
        long rejectedAtMs = rejection.getRejectedAt().toEpochMilli();
        if (rejection.getSequence().isPresent()) {
            RejectionKey key = new RejectionKey(message.key(), rejection.getCommandId());
            StoredRecord record = new StoredRecord(cause.offset(), message.value());
            rejections.put(key.text(), record.bytes(), Math.max(0, rejectedAtMs));
        }
        return rejectedAtMs;
    }

    private OrderRejection decode(String topic, Record<String, byte[]> message) {
        byte[] value = Objects.requireNonNull(message.value(), "the record has no value");
        OrderRejection rejection = serde.deserialize(topic, value);
        if (!rejection.getOrderId().equals(message.key())) {
            throw new IllegalArgumentException(
                    "the record's key is '%s'; it must be the rejection's orderId '%s'"
                            .formatted(message.key(), rejection.getOrderId()));
        }
        return rejection;
    }
}
