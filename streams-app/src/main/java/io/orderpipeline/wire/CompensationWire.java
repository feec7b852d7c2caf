package io.orderpipeline.wire;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.compensation.Output.Compensate;
import io.orderpipeline.schema.compensation.Compensation;
import java.time.Instant;
import java.util.OptionalLong;

/** Records of {@code order.compensation}: issued by the tracker, handled by the decider. */
public final class CompensationWire {

    private CompensationWire() {}

    /**
     * The command that the record carries.
     *
     * @param cause where the record stands
     * @param receivedAt the broker's timestamp of the record
     * @throws IllegalArgumentException when an id is malformed or does not derive from the
     *     transaction, or the payload's type is unknown
     */
    public static ReceivedCommand read(Compensation record, Cause cause, Instant receivedAt) {
        SettlePayment body = readBody(record);
        if (!record.getCommandId().equals(body.commandId())) {
            throw new IllegalArgumentException(
                    "commandId '%s' is not '%s', which derives from the transaction"
                            .formatted(record.getCommandId(), body.commandId()));
        }
        return new ReceivedCommand(
                record.getOrderId(),
                record.getCommandId(),
                OptionalLong.empty(),
                body,
                cause,
                receivedAt);
    }

    private static SettlePayment readBody(Compensation record) {
        if (record.getPayload()
                instanceof io.orderpipeline.schema.compensation.SettlePayment settle) {
            return new SettlePayment(record.getTransactionId(), ValueWire.read(settle.getAmount()));
        }
        throw new UnknownPayloadException("order.compensation", record.getPayload());
    }

    /** The record that issues it. */
    public static Compensation write(Compensate output) {
        SettlePayment command = output.command();
        return new Compensation(
                command.commandId(),
                output.orderId(),
                command.transactionId(),
                output.issuedAt(),
                new io.orderpipeline.schema.compensation.SettlePayment(
                        ValueWire.write(command.amount())));
    }
}
