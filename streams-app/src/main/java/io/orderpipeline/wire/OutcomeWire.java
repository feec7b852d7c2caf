package io.orderpipeline.wire;

import io.orderpipeline.order.event.CommandOutcome;
import io.orderpipeline.order.event.RefundReason;
import io.orderpipeline.order.event.RejectionReason;
import io.orderpipeline.schema.outcome.OutcomeKind;
import java.util.Optional;

/** How commands ended. Reasons have the same names on both sides, which a test keeps true. */
final class OutcomeWire {

    private OutcomeWire() {}

    static CommandOutcome read(io.orderpipeline.schema.outcome.CommandOutcome outcome) {
        Optional<RejectionReason> rejection = outcome.getReason().map(OutcomeWire::read);
        return new CommandOutcome(outcome.getVersion(), rejection);
    }

    static io.orderpipeline.schema.outcome.CommandOutcome write(CommandOutcome outcome) {
        return new io.orderpipeline.schema.outcome.CommandOutcome(
                outcome.rejection().isPresent() ? OutcomeKind.REJECTED : OutcomeKind.ACCEPTED,
                outcome.version(),
                outcome.rejection().map(OutcomeWire::write).orElse(null));
    }

    static io.orderpipeline.schema.outcome.RejectionReason write(RejectionReason reason) {
        return io.orderpipeline.schema.outcome.RejectionReason.valueOf(reason.name());
    }

    static RejectionReason read(io.orderpipeline.schema.outcome.RejectionReason reason) {
        return RejectionReason.valueOf(reason.name());
    }

    static RefundReason read(io.orderpipeline.schema.refund.RefundReason reason) {
        return RefundReason.valueOf(reason.name());
    }

    static io.orderpipeline.schema.refund.RefundReason write(RefundReason reason) {
        return io.orderpipeline.schema.refund.RefundReason.valueOf(reason.name());
    }
}
