package io.orderpipeline.pipeline.view;

import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.pipeline.fold.Changes;
import io.orderpipeline.pipeline.fold.Fold;
import io.orderpipeline.pipeline.fold.LogRecord;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.serde.AvroSerde;
import java.util.Objects;

/**
 * Keeps how each refused command ended, as long as the topic does by default. A duplicate, or a
 * reused id, tells nothing new: how the first command with that id ended is in the history or here
 * already.
 */
final class RejectionFold implements Fold {

    private final AvroSerde<OrderRejection> rejections;

    RejectionFold(Registry registry) {
        rejections = AvroSerde.of(OrderRejection.class, registry);
    }

    @Override
    public long apply(LogRecord message, Changes changes) {
        OrderRejection rejection =
                PoisonRecordException.unlessHandled(message.cause(), () -> decode(message));
        long rejectedAtMs = rejection.getRejectedAt().toEpochMilli();
        if (rejection.getSequence().isPresent()) {
            changes.put(
                    ViewTables.REJECTION,
                    new RejectionKey(rejection.getOrderId(), rejection.getCommandId())
                            .text(rejectedAtMs),
                    new StoredRecord(
                                    message.cause().offset(),
                                    Objects.requireNonNull(message.value()))
                            .bytes());
        }
        forget(changes, rejectedAtMs);
        return rejectedAtMs;
    }

    /** Whole periods, when they have passed. */
    private static void forget(Changes changes, long timeMs) {
        long horizonMs = RejectionKey.horizonMs(timeMs);
        long beforeMs = RejectionKey.horizonMs(Math.max(0, changes.timeMs()));
        if (RejectionKey.period(horizonMs) > RejectionKey.period(beforeMs)) {
            changes.deleteRange(ViewTables.REJECTION, "", RejectionKey.firstOf(horizonMs));
        }
    }

    private OrderRejection decode(LogRecord message) {
        byte[] value = Objects.requireNonNull(message.value(), "the record has no value");
        OrderRejection rejection = rejections.deserialize(message.cause().topic(), value);
        if (!rejection.getOrderId().equals(message.key())) {
            throw new IllegalArgumentException(
                    "the record's key is '%s'; it must be the rejection's orderId '%s'"
                            .formatted(message.key(), rejection.getOrderId()));
        }
        return rejection;
    }
}
