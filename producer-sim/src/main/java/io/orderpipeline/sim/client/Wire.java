package io.orderpipeline.sim.client;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Topics;
import org.apache.avro.specific.SpecificRecord;

/** Bytes to records and back, by the registry's schemas. Safe for use by several threads. */
public final class Wire implements AutoCloseable {

    private final Registry registry;
    private final AvroSerde<OrderCommand> commands;
    private final AvroSerde<OrderEvent> events;
    private final AvroSerde<OrderRejection> rejections;
    private final AvroSerde<OrderState> states;
    private final AvroSerde<PaymentTransaction> transactions;

    /** Owns the registry from now on. */
    public Wire(Registry registry) {
        this.registry = registry;
        commands = AvroSerde.of(OrderCommand.class, registry);
        events = AvroSerde.of(OrderEvent.class, registry);
        rejections = AvroSerde.of(OrderRejection.class, registry);
        states = AvroSerde.of(OrderState.class, registry);
        transactions = AvroSerde.of(PaymentTransaction.class, registry);
    }

    /**
     * Connects and publishes nothing: the app sets schemas and their compatibility. Whether the
     * registry answers shows when the first schema is needed.
     */
    public static Wire connect(String registryUrl) {
        return new Wire(Registry.connect(registryUrl));
    }

    /** A command, or an event that poses as one. */
    public byte[] encode(SpecificRecord record) {
        if (record instanceof OrderCommand command) {
            return commands.serialize(Topics.ORDER_COMMAND.name(), command);
        }
        return events.serialize(Topics.ORDER_EVENT.name(), (OrderEvent) record);
    }

    public OrderCommand command(byte[] bytes) {
        return commands.deserialize(Topics.ORDER_COMMAND.name(), bytes);
    }

    public OrderEvent event(byte[] bytes) {
        return events.deserialize(Topics.ORDER_EVENT.name(), bytes);
    }

    public OrderRejection rejection(byte[] bytes) {
        return rejections.deserialize(Topics.ORDER_REJECTION.name(), bytes);
    }

    public PaymentTransaction transaction(byte[] bytes) {
        return transactions.deserialize(Topics.PAYMENT_TRANSACTION.name(), bytes);
    }

    /** A value of the decider's changelog, which goes by this topic name. */
    public OrderState state(String changelog, byte[] bytes) {
        return states.deserialize(changelog, bytes);
    }

    @Override
    public void close() {
        registry.close();
    }
}
