package io.orderpipeline.wire;

import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.OrderEvent.CompensationResolved;
import io.orderpipeline.order.event.OrderEvent.CompensationRetried;
import io.orderpipeline.order.event.OrderEvent.OrderCancelled;
import io.orderpipeline.order.event.OrderEvent.OrderFulfilled;
import io.orderpipeline.order.event.OrderEvent.OrderPlaced;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import io.orderpipeline.order.event.Origin;

/** Records of {@code order.event}. */
public final class EventWire {

    private EventWire() {}

    /** The record that says so. */
    public static io.orderpipeline.schema.event.OrderEvent write(Happened happened) {
        Origin origin = happened.origin();
        return new io.orderpipeline.schema.event.OrderEvent(
                origin.orderId(),
                happened.version(),
                happened.sequence(),
                origin.commandId(),
                origin.commandHash(),
                ValueWire.write(origin.cause()),
                origin.at(),
                happened.event().match(Payload.INSTANCE));
    }

    /**
     * The fact that the record states.
     *
     * @throws IllegalArgumentException when the payload's type is unknown
     */
    public static Happened read(io.orderpipeline.schema.event.OrderEvent event) {
        Origin origin =
                new Origin(
                        event.getOrderId(),
                        event.getCommandId(),
                        event.getCommandHash(),
                        ValueWire.read(event.getCause()),
                        event.getOccurredAt());
        return new Happened(
                origin, event.getVersion(), event.getSequence(), readBody(event.getPayload()));
    }

    private static OrderEvent readBody(Object payload) {
        if (payload instanceof io.orderpipeline.schema.event.OrderPlaced placed) {
            return new OrderPlaced(
                    placed.getCustomerId(),
                    placed.getRegion(),
                    ValueWire.read(placed.getTotal()),
                    ValueWire.readLines(placed.getLines()));
        }
        if (payload instanceof io.orderpipeline.schema.event.PaymentConfirmed confirmed) {
            return new PaymentConfirmed(
                    confirmed.getTransactionId(), ValueWire.read(confirmed.getAmount()));
        }
        if (payload instanceof io.orderpipeline.schema.event.OrderFulfilled fulfilled) {
            return new OrderFulfilled(fulfilled.getShipmentId());
        }
        if (payload instanceof io.orderpipeline.schema.event.OrderCancelled cancelled) {
            return new OrderCancelled(cancelled.getReason());
        }
        return readTransactionEvent(payload);
    }

    private static OrderEvent readTransactionEvent(Object payload) {
        if (payload instanceof io.orderpipeline.schema.event.RefundRequested requested) {
            return new RefundRequested(
                    requested.getTransactionId(),
                    ValueWire.read(requested.getAmount()),
                    OutcomeWire.read(requested.getReason()));
        }
        if (payload instanceof io.orderpipeline.schema.event.CompensationRetried retried) {
            return new CompensationRetried(
                    retried.getTransactionId(), retried.getOperator(), retried.getReason());
        }
        if (payload instanceof io.orderpipeline.schema.event.CompensationResolved resolved) {
            return new CompensationResolved(
                    resolved.getTransactionId(), resolved.getOperator(), resolved.getReason());
        }
        throw new UnknownPayloadException("order.event", payload);
    }

    private enum Payload implements OrderEvent.Cases<Object> {
        INSTANCE;

        @Override
        public Object placed(OrderPlaced event) {
            return new io.orderpipeline.schema.event.OrderPlaced(
                    event.customerId(),
                    event.region(),
                    ValueWire.write(event.total()),
                    ValueWire.writeLines(event.lines()));
        }

        @Override
        public Object paymentConfirmed(PaymentConfirmed event) {
            return new io.orderpipeline.schema.event.PaymentConfirmed(
                    event.transactionId(), ValueWire.write(event.amount()));
        }

        @Override
        public Object fulfilled(OrderFulfilled event) {
            return new io.orderpipeline.schema.event.OrderFulfilled(event.shipmentId());
        }

        @Override
        public Object cancelled(OrderCancelled event) {
            return new io.orderpipeline.schema.event.OrderCancelled(event.reason());
        }

        @Override
        public Object refundRequested(RefundRequested event) {
            return new io.orderpipeline.schema.event.RefundRequested(
                    event.transactionId(),
                    ValueWire.write(event.amount()),
                    OutcomeWire.write(event.reason()));
        }

        @Override
        public Object compensationRetried(CompensationRetried event) {
            return new io.orderpipeline.schema.event.CompensationRetried(
                    event.transactionId(), event.operator(), event.reason());
        }

        @Override
        public Object compensationResolved(CompensationResolved event) {
            return new io.orderpipeline.schema.event.CompensationResolved(
                    event.transactionId(), event.operator(), event.reason());
        }
    }
}
