package io.orderpipeline.wire;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.TransactionId;
import io.orderpipeline.order.command.CancelOrder;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.Operator;
import io.orderpipeline.order.command.PlaceOrder;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.command.ResolveCompensation;
import io.orderpipeline.order.command.RetryCompensation;
import io.orderpipeline.schema.command.OrderCommand;
import java.time.Instant;
import java.util.OptionalLong;

/** Records of {@code order.command}. */
public final class CommandWire {

    private CommandWire() {}

    /**
     * The command that the record carries.
     *
     * @param cause where the record stands
     * @param receivedAt the broker's timestamp of the record
     * @throws IllegalArgumentException when an id is malformed or reserved for compensations, or
     *     the payload's type is unknown
     */
    public static ReceivedCommand read(OrderCommand command, Cause cause, Instant receivedAt) {
        if (TransactionId.isReserved(command.getCommandId())) {
            throw new IllegalArgumentException(
                    "commandId '%s' begins as those of compensations do, which only the tracker issues"
                            .formatted(command.getCommandId()));
        }
        return new ReceivedCommand(
                command.getOrderId(),
                command.getCommandId(),
                command.getExpectedVersion().map(OptionalLong::of).orElseGet(OptionalLong::empty),
                readBody(command.getPayload()),
                cause,
                receivedAt);
    }

    private static Command readBody(Object payload) {
        if (payload instanceof io.orderpipeline.schema.command.PlaceOrder place) {
            return new PlaceOrder(
                    place.getCustomerId(),
                    place.getRegion(),
                    ValueWire.read(place.getTotal()),
                    ValueWire.readLines(place.getLines()));
        }
        if (payload instanceof io.orderpipeline.schema.command.ConfirmPayment confirm) {
            return new ConfirmPayment(
                    confirm.getTransactionId(), ValueWire.read(confirm.getAmount()));
        }
        if (payload instanceof io.orderpipeline.schema.command.FulfilOrder fulfil) {
            return new FulfilOrder(fulfil.getShipmentId());
        }
        if (payload instanceof io.orderpipeline.schema.command.CancelOrder cancel) {
            return new CancelOrder(cancel.getReason());
        }
        if (payload instanceof io.orderpipeline.schema.command.RetryCompensation retry) {
            return new RetryCompensation(
                    retry.getTransactionId(), new Operator(retry.getOperator(), retry.getReason()));
        }
        if (payload instanceof io.orderpipeline.schema.command.ResolveCompensation resolve) {
            return new ResolveCompensation(
                    resolve.getTransactionId(),
                    new Operator(resolve.getOperator(), resolve.getReason()));
        }
        throw new UnknownPayloadException("order.command", payload);
    }
}
