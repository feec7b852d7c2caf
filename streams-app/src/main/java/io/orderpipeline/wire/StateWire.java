package io.orderpipeline.wire;

import io.orderpipeline.order.state.CommandMemory;
import io.orderpipeline.order.state.HandledCommand;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.order.state.Refunds;

/** Values of the decider's store. */
public final class StateWire {

    private StateWire() {}

    /** The state that the stored value holds. */
    public static OrderState read(io.orderpipeline.schema.state.OrderState state) {
        return new OrderState(
                state.getOrderId(),
                state.getVersion(),
                state.getSequence(),
                state.getChangedAt(),
                state.getOrder().map(OrderWire::read),
                new Refunds(state.getRefunded()),
                new CommandMemory(state.getHandled().stream().map(StateWire::read).toList()));
    }

    /** The value to store. */
    public static io.orderpipeline.schema.state.OrderState write(OrderState state) {
        return new io.orderpipeline.schema.state.OrderState(
                state.orderId(),
                state.version(),
                state.sequence(),
                state.changedAt(),
                state.order().map(OrderWire::write).orElse(null),
                state.refunds().transactionIds(),
                state.memory().newest().stream().map(StateWire::write).toList());
    }

    private static HandledCommand read(io.orderpipeline.schema.state.HandledCommand handled) {
        return new HandledCommand(
                handled.getCommandId(),
                handled.getCommandHash(),
                OutcomeWire.read(handled.getOutcome()));
    }

    private static io.orderpipeline.schema.state.HandledCommand write(HandledCommand handled) {
        return new io.orderpipeline.schema.state.HandledCommand(
                handled.commandId(), handled.commandHash(), OutcomeWire.write(handled.outcome()));
    }
}
