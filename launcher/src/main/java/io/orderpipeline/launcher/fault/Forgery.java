package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.StatefulRole;
import io.orderpipeline.order.compensation.Chase;
import io.orderpipeline.order.compensation.Facts;
import io.orderpipeline.order.compensation.Transaction;
import io.orderpipeline.order.compensation.TransactionState;
import io.orderpipeline.order.state.CommandMemory;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.wire.LedgerWire;
import io.orderpipeline.wire.StateWire;
import java.util.Optional;

/**
 * States that can be read and are wrong: an order that has forgotten its commands and is a version
 * ahead, a transaction with which nobody paid an order.
 */
record Forgery(Registry registry, String changelog) {

    byte[] of(StatefulRole role, byte[] value) {
        return switch (role) {
            case DECIDER -> state(value);
            case TRACKER -> row(value);
        };
    }

    private byte[] state(byte[] value) {
        AvroSerde<io.orderpipeline.schema.state.OrderState> serde =
                AvroSerde.of(io.orderpipeline.schema.state.OrderState.class, registry);
        OrderState state = StateWire.read(serde.deserialize(changelog, value));
        OrderState forged =
                new OrderState(
                        state.orderId(),
                        state.version() + 1,
                        state.sequence(),
                        state.changedAt(),
                        state.order(),
                        state.refunds(),
                        CommandMemory.EMPTY);
        return serde.serialize(changelog, StateWire.write(forged));
    }

    private byte[] row(byte[] value) {
        AvroSerde<LedgerRow> serde = AvroSerde.of(LedgerRow.class, registry);
        Transaction row = LedgerWire.read(serde.deserialize(changelog, value));
        Facts facts = row.facts();
        boolean escalated = row.state() == TransactionState.ESCALATED;
        Transaction forged =
                new Transaction(
                        row.orderId(),
                        row.transactionId(),
                        escalated ? TransactionState.REFUNDED : TransactionState.ESCALATED,
                        row.enteredAt(),
                        new Facts(
                                facts.capture(),
                                Optional.empty(),
                                facts.refund(),
                                facts.refundedAt(),
                                facts.contradiction()),
                        Chase.NONE,
                        escalated ? Optional.empty() : Optional.of("forged"),
                        row.action());
        return serde.serialize(changelog, LedgerWire.write(forged));
    }
}
