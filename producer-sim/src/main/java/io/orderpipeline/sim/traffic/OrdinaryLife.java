package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.traffic.Content.Capture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of an order as there are many: what its customer means to do and gets wrong on
 * the way, and what the payment gateway journals. One use, one thread.
 */
final class OrdinaryLife {

    private final Mischief mischief;
    private final Basket basket;
    private final Region paidIn;
    private final Dice dice;
    private final Script script;

    OrdinaryLife(Mischief mischief, Basket basket, Region paidIn, Dice dice, Script script) {
        this.mischief = mischief;
        this.basket = basket;
        this.paidIn = paidIn;
        this.dice = dice;
        this.script = script;
    }

    void write(LifeCycle cycle) {
        List<CommandType> steps = cycle.steps();
        for (int step = 0; step < steps.size(); step++) {
            if (step + 1 < steps.size() && dice.chance(mischief.reorder())) {
                Object early = basket.payload(steps.get(step + 1));
                send(SentKind.EARLY, early, null);
                step(steps.get(step), SentKind.ORIGINAL);
                step(steps.get(++step), SentKind.RETRY);
            } else {
                step(steps.get(step), SentKind.ORIGINAL);
            }
        }
        if (closed() && dice.chance(mischief.late())) {
            CommandType[] types = CommandType.values();
            Object late = basket.payload(types[dice.between(0, types.length - 1)]);
            script.send(SentKind.LATE, late, null); // a payment of a closed order is not captured
        }
    }

    private void step(CommandType type, SentKind kind) {
        Object payload = basket.payload(type);
        SentKind next = kind;
        boolean careful = dice.chance(Script.CAREFUL);
        if (dice.chance(mischief.invalid())) {
            send(SentKind.INVALID, basket.spoiled(type, dice), null);
            next = SentKind.RETRY;
        }
        if (script.version() > 0 && dice.chance(mischief.staleVersions())) {
            send(SentKind.STALE, payload, script.version() - 1);
            next = SentKind.RETRY;
            careful = true;
        }
        send(next, payload, careful ? script.version() : null);
        if (dice.chance(mischief.idReuse())) {
            script.sendUnderTheSameId(SentKind.REUSED_ID, basket.other(type));
        }
    }

    /** Nobody confirms a payment before the gateway journaled it. */
    private void send(SentKind kind, Object payload, @Nullable Long expectedVersion) {
        if (payload instanceof ConfirmPayment && !script.captured()) {
            script.capture(
                    basket.transactionId(), basket.total(), paidIn, Capture.Confirmation.SENT);
        }
        script.send(kind, payload, expectedVersion);
    }

    private boolean closed() {
        return script.status()
                .filter(is -> is == OrderStatus.FULFILLED || is == OrderStatus.CANCELLED)
                .isPresent();
    }
}
