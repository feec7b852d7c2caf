package io.orderpipeline.sim.audit;

import static java.util.Objects.requireNonNull;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.HandledCommand;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.sim.traffic.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One order of the reference run: writes down what its plan foresees. */
final class ReferenceDecider {

    private final List<HandledCommand> handled = new ArrayList<>();
    private final Map<String, CommandOutcome> outcomes = new HashMap<>();
    private long version;
    private Instant changedAt = Instant.EPOCH;
    private @Nullable OrderSnapshot snapshot;

    OrderEvent accept(OrderCommand command, long hash, Cause cause, Instant time) {
        Object payload = evolve(command.getPayload());
        version++;
        remember(command, hash, time, new CommandOutcome(OutcomeKind.ACCEPTED, version, null));
        return new OrderEvent(
                command.getOrderId(),
                version,
                (long) handled.size(),
                command.getCommandId(),
                hash,
                cause,
                time,
                payload);
    }

    OrderRejection refuse(
            OrderCommand command, long hash, Outcome outcome, Cause cause, Instant time) {
        RejectionReason reason = RejectionReason.valueOf(outcome.name());
        if (outcome.handled()) {
            remember(
                    command, hash, time, new CommandOutcome(OutcomeKind.REJECTED, version, reason));
        }
        return new OrderRejection(
                command.getOrderId(),
                command.getCommandId(),
                hash,
                outcome.handled() ? (long) handled.size() : null,
                reason,
                "because",
                version,
                cause,
                time,
                outcome.handled() ? null : outcomes.get(command.getCommandId()));
    }

    OrderState state(String orderId) {
        return new OrderState(
                orderId,
                version,
                (long) handled.size(),
                changedAt,
                snapshot,
                List.of(),
                List.copyOf(handled));
    }

    private void remember(OrderCommand command, long hash, Instant time, CommandOutcome outcome) {
        handled.add(new HandledCommand(command.getCommandId(), hash, outcome));
        outcomes.put(command.getCommandId(), outcome);
        changedAt = time;
    }

    private Object evolve(Object payload) {
        if (payload instanceof PlaceOrder place) {
            snapshot =
                    new OrderSnapshot(
                            OrderStatus.PLACED,
                            place.getCustomerId(),
                            place.getRegion(),
                            place.getTotal(),
                            null);
            return new OrderPlaced(
                    place.getCustomerId(), place.getRegion(), place.getTotal(), place.getLines());
        }
        OrderSnapshot was = requireNonNull(snapshot);
        Payment payment = was.getPayment().orElse(null);
        if (payload instanceof ConfirmPayment paid) {
            Payment now = new Payment(paid.getTransactionId(), paid.getAmount());
            snapshot = become(was, OrderStatus.PAID, now);
            return new PaymentConfirmed(paid.getTransactionId(), paid.getAmount());
        }
        if (payload instanceof FulfilOrder fulfil) {
            snapshot = become(was, OrderStatus.FULFILLED, payment);
            return new OrderFulfilled(fulfil.getShipmentId());
        }
        snapshot = become(was, OrderStatus.CANCELLED, payment);
        return new OrderCancelled(((CancelOrder) payload).getReason());
    }

    private static OrderSnapshot become(
            OrderSnapshot was, OrderStatus status, @Nullable Payment payment) {
        return new OrderSnapshot(
                status, was.getCustomerId(), was.getRegion(), was.getTotal(), payment);
    }
}
