package io.orderpipeline.wire;

import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.event.Origin;
import io.orderpipeline.schema.rejection.OrderRejection;
import java.util.OptionalLong;

/** Records of {@code order.rejection}. */
public final class RejectionWire {

    private RejectionWire() {}

    /** The record that says so. */
    public static OrderRejection write(Refused refused) {
        Origin origin = refused.origin();
        return new OrderRejection(
                origin.orderId(),
                origin.commandId(),
                origin.commandHash(),
                refused.sequence().isPresent() ? refused.sequence().getAsLong() : null,
                OutcomeWire.write(refused.reason()),
                refused.detail(),
                refused.currentVersion(),
                ValueWire.write(origin.cause()),
                origin.at(),
                refused.original().map(OutcomeWire::write).orElse(null));
    }

    /** The fact that the record states. */
    public static Refused read(OrderRejection rejection) {
        Origin origin =
                new Origin(
                        rejection.getOrderId(),
                        rejection.getCommandId(),
                        rejection.getCommandHash(),
                        ValueWire.read(rejection.getCause()),
                        rejection.getRejectedAt());
        return new Refused(
                origin,
                rejection.getSequence().map(OptionalLong::of).orElseGet(OptionalLong::empty),
                rejection.getCurrentVersion(),
                OutcomeWire.read(rejection.getReason()),
                rejection.getDetail(),
                rejection.getOriginalOutcome().map(OutcomeWire::read));
    }
}
