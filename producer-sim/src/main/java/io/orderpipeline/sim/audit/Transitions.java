package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderStatus;
import java.util.Optional;

/** The auditor's own table of what may follow what. */
final class Transitions {

    private Transitions() {}

    /** The status after an event, absent when the event must not happen in this status. */
    static Optional<OrderStatus> next(Optional<OrderStatus> status, String event) {
        String from = status.map(Enum::name).orElse("NONE");
        return switch (from + " " + event) {
            case "NONE OrderPlaced" -> Optional.of(OrderStatus.PLACED);
            case "PLACED PaymentConfirmed" -> Optional.of(OrderStatus.PAID);
            case "PLACED OrderCancelled" -> Optional.of(OrderStatus.CANCELLED);
            case "PAID OrderFulfilled" -> Optional.of(OrderStatus.FULFILLED);
            default -> Optional.empty();
        };
    }

    /** The event that an accepted command of this type leads to. */
    static String eventOf(String commandType) {
        return switch (commandType) {
            case "PlaceOrder" -> "OrderPlaced";
            case "ConfirmPayment" -> "PaymentConfirmed";
            case "FulfilOrder" -> "OrderFulfilled";
            case "CancelOrder" -> "OrderCancelled";
            default -> "";
        };
    }
}
