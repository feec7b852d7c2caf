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
import io.orderpipeline.order.command.SettlePayment;
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

    /**
     * The payload that says so.
     *
     * @throws IllegalArgumentException for a command that only the tracker issues
     */
    public static Object write(Command body) {
        return body.match(Payload.INSTANCE);
    }

    private enum Payload implements Command.Cases<Object> {
        INSTANCE;

        @Override
        public Object place(PlaceOrder command) {
            return new io.orderpipeline.schema.command.PlaceOrder(
                    command.customerId(),
                    command.region(),
                    ValueWire.write(command.total()),
                    ValueWire.writeLines(command.lines()));
        }

        @Override
        public Object confirmPayment(ConfirmPayment command) {
            return new io.orderpipeline.schema.command.ConfirmPayment(
                    command.transactionId(), ValueWire.write(command.amount()));
        }

        @Override
        public Object fulfil(FulfilOrder command) {
            return new io.orderpipeline.schema.command.FulfilOrder(command.shipmentId());
        }

        @Override
        public Object cancel(CancelOrder command) {
            return new io.orderpipeline.schema.command.CancelOrder(command.reason());
        }

        @Override
        public Object settle(SettlePayment command) {
            throw new IllegalArgumentException("settlements go to order.compensation");
        }

        @Override
        public Object retryCompensation(RetryCompensation command) {
            return new io.orderpipeline.schema.command.RetryCompensation(
                    command.transactionId(), command.by().name(), command.by().reason());
        }

        @Override
        public Object resolveCompensation(ResolveCompensation command) {
            return new io.orderpipeline.schema.command.ResolveCompensation(
                    command.transactionId(), command.by().name(), command.by().reason());
        }
    }
}
