package io.orderpipeline.sim.mapstore;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.sim.mapstore.comparison.Effect;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What the clients were told. Thread-safe. */
final class Receipts {

    private final Queue<Effect> effects = new ConcurrentLinkedQueue<>();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    void unanswered() {
        unanswered.increment();
    }

    void answered(OrderCommand command, Answer answer) {
        switch (answer) {
            case APPLIED -> effects.add(effect(command.getOrderId(), command.getPayload()));
            case DUPLICATE -> duplicates.increment();
            case REFUSED -> refused.increment();
        }
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }

    MapStoreResult.Requests requests() {
        long applied = effects.size();
        long sent = applied + duplicates.sum() + refused.sum() + unanswered.sum();
        return new MapStoreResult.Requests(
                sent, applied, duplicates.sum(), refused.sum(), unanswered.sum());
    }

    private static Effect effect(String orderId, Object payload) {
        if (payload instanceof PlaceOrder) {
            return new Effect.Placed(orderId);
        }
        if (payload instanceof ConfirmPayment payment) {
            return new Effect.Paid(orderId, payment.getTransactionId());
        }
        if (payload instanceof FulfilOrder) {
            return new Effect.Fulfilled(orderId);
        }
        if (payload instanceof CancelOrder) {
            return new Effect.Cancelled(orderId);
        }
        throw new IllegalArgumentException("the service cannot have applied " + payload);
    }
}
