package io.orderpipeline.sim.audit;

import static java.util.Objects.requireNonNull;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.command.ResolveCompensation;
import io.orderpipeline.schema.command.RetryCompensation;
import io.orderpipeline.schema.event.CompensationResolved;
import io.orderpipeline.schema.event.CompensationRetried;
import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.event.RefundRequested;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.CommandOutcome;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.refund.RefundReason;
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

/** One order of the reference run: writes down what its plan foresees, and settles payments. */
final class ReferenceDecider {

    /** What the decider knows of the record that it handles. */
    record Input(String orderId, String commandId, long hash, Cause cause, Instant time) {}

    private final List<HandledCommand> handled = new ArrayList<>();
    private final Map<String, CommandOutcome> outcomes = new HashMap<>();
    private final List<String> refunded = new ArrayList<>();
    private long version;
    private Instant changedAt = Instant.EPOCH;
    private @Nullable OrderSnapshot snapshot;

    OrderEvent accept(Input input, Object happened) {
        evolve(happened);
        version++;
        remember(input, new CommandOutcome(OutcomeKind.ACCEPTED, version, null));
        return new OrderEvent(
                input.orderId(),
                version,
                (long) handled.size(),
                input.commandId(),
                input.hash(),
                input.cause(),
                input.time(),
                happened);
    }

    OrderRejection refuse(Input input, Outcome outcome) {
        RejectionReason reason = RejectionReason.valueOf(outcome.name());
        if (outcome.handled()) {
            remember(input, new CommandOutcome(OutcomeKind.REJECTED, version, reason));
        }
        return new OrderRejection(
                input.orderId(),
                input.commandId(),
                input.hash(),
                outcome.handled() ? (long) handled.size() : null,
                reason,
                "because",
                version,
                input.cause(),
                input.time(),
                outcome.handled() ? null : outcomes.get(input.commandId()));
    }

    OrderState state(String orderId) {
        return new OrderState(
                orderId,
                version,
                (long) handled.size(),
                changedAt,
                snapshot,
                List.copyOf(refunded),
                List.copyOf(handled));
    }

    /** What comes of a compensation that has an effect. */
    Object settle(String transactionId, Money amount) {
        if (snapshot == null) {
            return new RefundRequested(transactionId, amount, RefundReason.ORDER_NOT_FOUND);
        }
        return switch (snapshot.getStatus()) {
            case PLACED ->
                    amount.equals(snapshot.getTotal())
                            ? new PaymentConfirmed(transactionId, amount)
                            : new RefundRequested(
                                    transactionId, amount, RefundReason.AMOUNT_MISMATCH);
            case CANCELLED ->
                    new RefundRequested(transactionId, amount, RefundReason.ORDER_CANCELLED);
            default -> new RefundRequested(transactionId, amount, RefundReason.ALREADY_PAID);
        };
    }

    /** What comes of a client's command that has an effect. */
    static Object happens(Object command) {
        if (command instanceof PlaceOrder place) {
            return new OrderPlaced(
                    place.getCustomerId(), place.getRegion(), place.getTotal(), place.getLines());
        }
        if (command instanceof ConfirmPayment paid) {
            return new PaymentConfirmed(paid.getTransactionId(), paid.getAmount());
        }
        if (command instanceof FulfilOrder fulfil) {
            return new OrderFulfilled(fulfil.getShipmentId());
        }
        if (command instanceof RetryCompensation retry) {
            return new CompensationRetried(
                    retry.getTransactionId(), retry.getOperator(), retry.getReason());
        }
        if (command instanceof ResolveCompensation resolve) {
            return new CompensationResolved(
                    resolve.getTransactionId(), resolve.getOperator(), resolve.getReason());
        }
        return new OrderCancelled(((CancelOrder) command).getReason());
    }

    private void remember(Input input, CommandOutcome outcome) {
        handled.add(new HandledCommand(input.commandId(), input.hash(), outcome));
        outcomes.put(input.commandId(), outcome);
        changedAt = input.time();
    }

    private void evolve(Object happened) {
        if (happened instanceof OrderPlaced placed) {
            snapshot =
                    new OrderSnapshot(
                            OrderStatus.PLACED,
                            placed.getCustomerId(),
                            placed.getRegion(),
                            placed.getTotal(),
                            null);
        } else if (happened instanceof PaymentConfirmed paid) {
            become(OrderStatus.PAID, new Payment(paid.getTransactionId(), paid.getAmount()));
        } else if (happened instanceof OrderFulfilled) {
            become(OrderStatus.FULFILLED, requireNonNull(snapshot).getPayment().orElseThrow());
        } else if (happened instanceof OrderCancelled) {
            become(OrderStatus.CANCELLED, null);
        } else if (happened instanceof RefundRequested refund) {
            refunded.add(refund.getTransactionId());
        }
    }

    private void become(OrderStatus status, @Nullable Payment payment) {
        OrderSnapshot was = requireNonNull(snapshot);
        snapshot =
                new OrderSnapshot(
                        status, was.getCustomerId(), was.getRegion(), was.getTotal(), payment);
    }
}
