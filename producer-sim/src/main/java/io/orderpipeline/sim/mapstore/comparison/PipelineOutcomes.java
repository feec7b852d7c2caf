package io.orderpipeline.sim.mapstore.comparison;

import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the pipeline's outcomes from its records: the gateway's journal says what was captured and
 * refunded, committed events are what the pipeline acknowledged, and the decider's changelog (not a
 * fold of those events, which could only agree with them) says how orders stand. One thread.
 */
final class PipelineOutcomes {

    private final Set<Captured> captures = new HashSet<>();
    private final Set<String> refunded = new HashSet<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Map<String, Standing> standings = new HashMap<>();

    /** The next record of payment.transaction. */
    void journal(PaymentTransaction transaction) {
        if (transaction.getPayload() instanceof PaymentCaptured) {
            captures.add(new Captured(transaction.getTransactionId(), transaction.getOrderId()));
        } else if (transaction.getPayload() instanceof PaymentRefunded) {
            refunded.add(transaction.getTransactionId());
        }
    }

    /** The next record of order.event. */
    void event(OrderEvent event) {
        effect(event.getOrderId(), event.getPayload()).ifPresent(effects::add);
    }

    /** The next record of the decider's changelog; absent is a tombstone. */
    void state(String orderId, Optional<OrderState> state) {
        standings.remove(orderId);
        state.flatMap(OrderState::getOrder)
                .ifPresent(order -> standings.put(orderId, standing(order)));
    }

    Outcomes toOutcomes() {
        return new Outcomes(captures, effects, standings, refunded);
    }

    private static Optional<Effect> effect(String orderId, Object payload) {
        if (payload instanceof OrderPlaced) {
            return Optional.of(new Effect.Placed(orderId));
        }
        if (payload instanceof PaymentConfirmed paid) {
            return Optional.of(new Effect.Paid(orderId, paid.getTransactionId()));
        }
        if (payload instanceof OrderFulfilled) {
            return Optional.of(new Effect.Fulfilled(orderId));
        }
        return payload instanceof OrderCancelled
                ? Optional.of(new Effect.Cancelled(orderId))
                : Optional.empty();
    }

    private static Standing standing(OrderSnapshot order) {
        return new Standing(order.getStatus(), order.getPayment().map(Payment::getTransactionId));
    }
}
