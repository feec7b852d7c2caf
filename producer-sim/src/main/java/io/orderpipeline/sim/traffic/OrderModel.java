package io.orderpipeline.sim.traffic;

import static io.orderpipeline.schema.outcome.RejectionReason.ALREADY_CANCELLED;
import static io.orderpipeline.schema.outcome.RejectionReason.ALREADY_FULFILLED;
import static io.orderpipeline.schema.outcome.RejectionReason.ALREADY_PAID;
import static io.orderpipeline.schema.outcome.RejectionReason.COMMAND_ID_REUSED;
import static io.orderpipeline.schema.outcome.RejectionReason.INVALID_COMMAND;
import static io.orderpipeline.schema.outcome.RejectionReason.NOT_CANCELLABLE;
import static io.orderpipeline.schema.outcome.RejectionReason.NOT_PAID;
import static io.orderpipeline.schema.outcome.RejectionReason.ORDER_ALREADY_EXISTS;
import static io.orderpipeline.schema.outcome.RejectionReason.ORDER_CANCELLED;
import static io.orderpipeline.schema.outcome.RejectionReason.ORDER_NOT_FOUND;
import static io.orderpipeline.schema.outcome.RejectionReason.PAYMENT_ALREADY_APPLIED;
import static io.orderpipeline.schema.outcome.RejectionReason.PAYMENT_AMOUNT_MISMATCH;
import static io.orderpipeline.schema.outcome.RejectionReason.PAYMENT_REFUNDED;
import static io.orderpipeline.schema.outcome.RejectionReason.VERSION_CONFLICT;

import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The planner's model of one order: what must become of each command, told by the documented rules
 * and written without a look at the decider. It forgets no command id and no refund; plans stay
 * below the decider's bounds of 64 and 100. One thread.
 */
final class OrderModel {

    /** How a payment that is accepted ends. */
    static final Outcome PAYMENT_CONFIRMED = Outcome.event("PaymentConfirmed");

    private record Body(Optional<Long> expectedVersion, Object payload) {}

    private final Map<String, Body> handled = new HashMap<>();
    private final Set<String> refunded = new HashSet<>();
    private @Nullable OrderStatus status;
    private @Nullable Money total;
    private @Nullable String transactionId;
    private long version;

    /** Absent until the order is placed. */
    Optional<OrderStatus> status() {
        return Optional.ofNullable(status);
    }

    long version() {
        return version;
    }

    /** Handles a well-formed command. */
    Outcome apply(OrderCommand command) {
        Body body = new Body(command.getExpectedVersion(), command.getPayload());
        Body before = handled.putIfAbsent(command.getCommandId(), body);
        if (before != null) {
            return before.equals(body) ? Outcome.DUPLICATE : Outcome.rejection(COMMAND_ID_REUSED);
        }
        if (!Validity.valid(body.payload())) {
            return Outcome.rejection(INVALID_COMMAND);
        }
        if (body.expectedVersion().isPresent() && body.expectedVersion().get() != version) {
            return Outcome.rejection(VERSION_CONFLICT);
        }
        return decide(body.payload());
    }

    /**
     * Handles the compensation of a capture that no command told of: it pays the order that awaits
     * exactly this payment, or sends the money back.
     */
    Outcome settle(String transaction, Money amount) {
        if (refunded.contains(transaction)) {
            return Outcome.rejection(PAYMENT_REFUNDED);
        }
        if (transaction.equals(transactionId)) {
            return Outcome.rejection(PAYMENT_ALREADY_APPLIED);
        }
        if (status == OrderStatus.PLACED && amount.equals(total)) {
            return paid(transaction);
        }
        refunded.add(transaction);
        version++; // of an order that was never placed, too
        return Outcome.event("RefundRequested");
    }

    private Outcome decide(Object payload) {
        if (payload instanceof PlaceOrder place) {
            return place(place);
        }
        if (status == null) {
            return Outcome.rejection(ORDER_NOT_FOUND);
        }
        if (payload instanceof ConfirmPayment payment) {
            return pay(payment, status);
        }
        return payload instanceof FulfilOrder ? fulfil(status) : cancel(status);
    }

    private Outcome place(PlaceOrder place) {
        if (status != null) {
            return Outcome.rejection(ORDER_ALREADY_EXISTS);
        }
        total = place.getTotal();
        return become(OrderStatus.PLACED, Outcome.event("OrderPlaced"));
    }

    private Outcome pay(ConfirmPayment payment, OrderStatus from) {
        if (refunded.contains(payment.getTransactionId())) {
            return Outcome.rejection(PAYMENT_REFUNDED);
        }
        if (from == OrderStatus.CANCELLED) {
            return Outcome.rejection(ORDER_CANCELLED);
        }
        if (from != OrderStatus.PLACED) {
            boolean same = payment.getTransactionId().equals(transactionId);
            return Outcome.rejection(same ? PAYMENT_ALREADY_APPLIED : ALREADY_PAID);
        }
        if (!payment.getAmount().equals(total)) {
            return Outcome.rejection(PAYMENT_AMOUNT_MISMATCH);
        }
        return paid(payment.getTransactionId());
    }

    private Outcome paid(String transaction) {
        transactionId = transaction;
        return become(OrderStatus.PAID, PAYMENT_CONFIRMED);
    }

    private Outcome fulfil(OrderStatus from) {
        return from == OrderStatus.PAID
                ? become(OrderStatus.FULFILLED, Outcome.event("OrderFulfilled"))
                : Outcome.rejection(whyNotFulfilled(from));
    }

    private static RejectionReason whyNotFulfilled(OrderStatus from) {
        return switch (from) {
            case PLACED -> NOT_PAID;
            case FULFILLED -> ALREADY_FULFILLED;
            case CANCELLED -> ORDER_CANCELLED;
            case PAID, UNKNOWN -> throw new IllegalArgumentException("not a refusal: " + from);
        };
    }

    private Outcome cancel(OrderStatus from) {
        if (from == OrderStatus.PLACED) {
            return become(OrderStatus.CANCELLED, Outcome.event("OrderCancelled"));
        }
        return Outcome.rejection(
                from == OrderStatus.CANCELLED ? ALREADY_CANCELLED : NOT_CANCELLABLE);
    }

    private Outcome become(OrderStatus next, Outcome event) {
        status = next;
        version++;
        return event;
    }
}
