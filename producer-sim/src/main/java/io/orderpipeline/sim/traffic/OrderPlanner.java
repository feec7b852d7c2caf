package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.sim.traffic.Content.Capture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans one order: what its customer means to do and gets wrong on the way, what the payment
 * gateway journals, and the resubmits in between. One use, one thread.
 */
final class OrderPlanner {

    /**
     * Share of commands that carry the (right) expected version, besides those after a conflict.
     */
    private static final double CAREFUL = 0.3;

    private final Mischief mischief;
    private final Dice dice;
    private final String tag;
    private final Script script;

    OrderPlanner(TrafficOptions options, Epoch epoch, long number, long startMs) {
        this.mischief = options.mischief();
        this.dice = new Dice(options.seed(), number);
        this.tag = options.tag(number);
        this.script = new Script(tag, epoch, dice, startMs);
    }

    Plan plan(Customers customers) {
        int customer = customers.draw(dice);
        Basket basket = Basket.fill(dice, Customers.id(customer), tag);
        live(LifeCycle.draw(dice), basket);
        if (customers.resubmits(customer)) {
            script.resubmit(mischief.resubmits());
        }
        return script.plan();
    }

    private void live(LifeCycle cycle, Basket basket) {
        List<CommandType> steps = cycle.steps();
        for (int step = 0; step < steps.size(); step++) {
            if (step + 1 < steps.size() && dice.chance(mischief.reorder())) {
                Object early = basket.payload(steps.get(step + 1));
                send(SentKind.EARLY, early, null, basket);
                step(steps.get(step), basket, SentKind.ORIGINAL);
                step(steps.get(++step), basket, SentKind.RETRY);
            } else {
                step(steps.get(step), basket, SentKind.ORIGINAL);
            }
        }
        if (closed() && dice.chance(mischief.late())) {
            CommandType[] types = CommandType.values();
            Object late = basket.payload(types[dice.between(0, types.length - 1)]);
            script.send(SentKind.LATE, late, null); // a payment of a closed order is not captured
        }
    }

    private void step(CommandType type, Basket basket, SentKind kind) {
        Object payload = basket.payload(type);
        SentKind next = kind;
        boolean careful = dice.chance(CAREFUL);
        if (dice.chance(mischief.invalid())) {
            send(SentKind.INVALID, basket.spoiled(type, dice), null, basket);
            next = SentKind.RETRY;
        }
        if (script.version() > 0 && dice.chance(mischief.staleVersions())) {
            send(SentKind.STALE, payload, script.version() - 1, basket);
            next = SentKind.RETRY;
            careful = true;
        }
        send(next, payload, careful ? script.version() : null, basket);
        if (dice.chance(mischief.idReuse())) {
            script.sendUnderTheSameId(SentKind.REUSED_ID, basket.other(type));
        }
    }

    /** Nobody confirms a payment before the gateway journaled it. */
    private void send(
            SentKind kind, Object payload, @Nullable Long expectedVersion, Basket basket) {
        if (payload instanceof ConfirmPayment && !script.captured()) {
            script.capture(
                    basket.transactionId(),
                    basket.total(),
                    basket.region(),
                    Capture.Confirmation.SENT);
        }
        script.send(kind, payload, expectedVersion);
    }

    private boolean closed() {
        return script.status()
                .filter(is -> is == OrderStatus.FULFILLED || is == OrderStatus.CANCELLED)
                .isPresent();
    }
}
