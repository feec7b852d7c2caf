package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderStatus;
import java.util.Optional;

/** The auditor's own table of what may follow what. */
final class Transitions {

    private Transitions() {}

    /** Whether the event may happen in this status; absent is an order that was never placed. */
    static boolean legal(Optional<OrderStatus> status, String event) {
        String from = status.map(Enum::name).orElse("NONE");
        return switch (event) {
            case "OrderPlaced" -> from.equals("NONE");
            case "PaymentConfirmed", "OrderCancelled" -> from.equals("PLACED");
            case "OrderFulfilled" -> from.equals("PAID");
            case "RefundRequested", "CompensationRetried", "CompensationResolved" -> true;
            default -> false;
        };
    }

    /**
     * The status after an event, legal or not: after an illegal step one goes on from where it led,
     * so that one fault is told once.
     */
    static Optional<OrderStatus> after(Optional<OrderStatus> status, String event) {
        return switch (event) {
            case "OrderPlaced" -> Optional.of(OrderStatus.PLACED);
            case "PaymentConfirmed" -> Optional.of(OrderStatus.PAID);
            case "OrderFulfilled" -> Optional.of(OrderStatus.FULFILLED);
            case "OrderCancelled" -> Optional.of(OrderStatus.CANCELLED);
            default -> status;
        };
    }

    /** The event that an accepted command of this type leads to. */
    static String eventOf(String commandType) {
        return switch (commandType) {
            case "PlaceOrder" -> "OrderPlaced";
            case "ConfirmPayment" -> "PaymentConfirmed";
            case "FulfilOrder" -> "OrderFulfilled";
            case "CancelOrder" -> "OrderCancelled";
            case "RetryCompensation" -> "CompensationRetried";
            case "ResolveCompensation" -> "CompensationResolved";
            default -> "";
        };
    }
}
