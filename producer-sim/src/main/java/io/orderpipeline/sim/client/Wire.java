package io.orderpipeline.sim.client;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.refund.RefundRequest;
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
    private final AvroSerde<Compensation> compensations;
    private final AvroSerde<RefundRequest> refundRequests;
    private final AvroSerde<LedgerRow> ledgerRows;
    private final AvroSerde<DeadLetterAction> deadLetterActions;

    /** Owns the registry from now on. */
    public Wire(Registry registry) {
        this.registry = registry;
        commands = AvroSerde.of(OrderCommand.class, registry);
        events = AvroSerde.of(OrderEvent.class, registry);
        rejections = AvroSerde.of(OrderRejection.class, registry);
        states = AvroSerde.of(OrderState.class, registry);
        transactions = AvroSerde.of(PaymentTransaction.class, registry);
        compensations = AvroSerde.of(Compensation.class, registry);
        refundRequests = AvroSerde.of(RefundRequest.class, registry);
        ledgerRows = AvroSerde.of(LedgerRow.class, registry);
        deadLetterActions = AvroSerde.of(DeadLetterAction.class, registry);
    }

    /**
     * Connects and publishes nothing: the app sets schemas and their compatibility. Whether the
     * registry answers shows when the first schema is needed.
     */
    public static Wire connect(String registryUrl) {
        return new Wire(Registry.connect(registryUrl));
    }

    /** A command, an event that poses as one, an entry of the journal, or an operator's action. */
    public byte[] encode(SpecificRecord record) {
        if (record instanceof DeadLetterAction action) {
            return deadLetterActions.serialize(Topics.ORDER_DEAD_LETTER_ACTION.name(), action);
        }
        if (record instanceof OrderCommand command) {
            return commands.serialize(Topics.ORDER_COMMAND.name(), command);
        }
        if (record instanceof PaymentTransaction transaction) {
            return transactions.serialize(Topics.PAYMENT_TRANSACTION.name(), transaction);
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

    public Compensation compensation(byte[] bytes) {
        return compensations.deserialize(Topics.ORDER_COMPENSATION.name(), bytes);
    }

    public RefundRequest refundRequest(byte[] bytes) {
        return refundRequests.deserialize(Topics.PAYMENT_REFUND.name(), bytes);
    }

    public DeadLetterAction deadLetterAction(byte[] bytes) {
        return deadLetterActions.deserialize(Topics.ORDER_DEAD_LETTER_ACTION.name(), bytes);
    }

    /** A value of the tracker's changelog, which goes by this topic name. */
    public LedgerRow ledgerRow(String changelog, byte[] bytes) {
        return ledgerRows.deserialize(changelog, bytes);
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
