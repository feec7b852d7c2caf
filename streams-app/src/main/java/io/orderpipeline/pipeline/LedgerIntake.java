package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.EventWire;
import io.orderpipeline.wire.JournalWire;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads from journal and event records what they say of transactions. */
final class LedgerIntake {

    private final AvroSerde<PaymentTransaction> journal;
    private final AvroSerde<OrderEvent> events;
    private final Placement placement;

    LedgerIntake(Registry registry, int partitions) {
        journal = AvroSerde.of(PaymentTransaction.class, registry);
        events = AvroSerde.of(OrderEvent.class, registry);
        placement = new Placement(partitions);
    }

    /**
     * What a record says.
     *
     * @param decidedUntil for an event that a client's command caused, the time of that command:
     *     the decider has handled what came before. Compensations say nothing about clients.
     */
    record Reading(Optional<Observed> observed, Optional<Instant> decidedUntil) {}

    /** What the record says; throws where it must become a dead letter. */
    Reading read(Record<String, byte[]> message, Cause cause) {
        byte[] value = present(message.value());
        return cause.topic().equals(Topics.PAYMENT_TRANSACTION.name())
                ? journaled(message, value, cause)
                : happened(message, value, cause);
    }

    private Reading journaled(Record<String, byte[]> message, byte[] value, Cause cause) {
        PaymentTransaction record = journal.deserialize(cause.topic(), value);
        placement.require(message.key(), record.getOrderId(), cause);
        Observed observed =
                new Observed(
                        new LedgerKey(record.getOrderId(), record.getTransactionId()),
                        JournalWire.read(record, Instant.ofEpochMilli(message.timestamp())));
        return new Reading(Optional.of(observed), Optional.empty());
    }

    private Reading happened(Record<String, byte[]> message, byte[] value, Cause cause) {
        Happened event = EventWire.read(events.deserialize(cause.topic(), value));
        placement.require(message.key(), event.origin().orderId(), cause);
        boolean clients = event.origin().cause().topic().equals(Topics.ORDER_COMMAND.name());
        return new Reading(
                Observed.in(event, cause),
                clients ? Optional.of(event.origin().at()) : Optional.empty());
    }

    private static byte[] present(byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalArgumentException("the record has no value");
        }
        return value;
    }
}
