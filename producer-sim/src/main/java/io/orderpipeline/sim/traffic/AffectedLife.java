package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of an order that the incident affects: its customer does everything right, and
 * the gateway keeps one payment to itself. The compensation comes at a moment that no plan knows,
 * so that no command after the dropped capture expects a version. One use, one thread.
 */
final class AffectedLife {

    private final Basket basket;
    private final Dice dice;
    private final Script script;

    AffectedLife(Basket basket, Dice dice, Script script) {
        this.basket = basket;
        this.dice = dice;
        this.script = script;
    }

    void write(Lot lot) {
        switch (lot) {
            case WAITS -> {
                place();
                dropped(basket.transactionId(), basket.total());
            }
            case NEVER_ARRIVED -> dropped(basket.transactionId(), basket.total());
            case PAID_TWICE -> payTwice();
            case CANCELLED -> cancel();
            case WRONG_AMOUNT -> {
                place();
                dropped(basket.transactionId(), wrong(basket.total()));
            }
            case ABROAD, HOME, UNPAID -> throw new IllegalArgumentException("not affected: " + lot);
        }
    }

    private void payTwice() {
        place();
        Money total = basket.total();
        script.capture(basket.transactionId(), total, basket.region(), Confirmation.SENT);
        send(CommandType.PAY, perhaps(script.version()));
        dropped(basket.transactionId() + "-b", total);
        send(CommandType.FULFIL, null);
    }

    /** The payment and the cancellation cross each other. */
    private void cancel() {
        place();
        boolean capturedFirst = dice.chance(0.5);
        if (capturedFirst) {
            dropped(basket.transactionId(), basket.total());
        }
        send(CommandType.CANCEL, null);
        if (!capturedFirst) {
            dropped(basket.transactionId(), basket.total());
        }
    }

    private void place() {
        send(CommandType.PLACE, perhaps(script.version()));
    }

    private @Nullable Long perhaps(long version) {
        return dice.chance(Script.CAREFUL) ? version : null;
    }

    private void send(CommandType type, @Nullable Long expectedVersion) {
        script.send(SentKind.ORIGINAL, basket.payload(type), expectedVersion);
    }

    private void dropped(String transactionId, Money amount) {
        script.capture(transactionId, amount, basket.abroad(dice), Confirmation.DROPPED);
    }

    /** Off by up to a tenth and one, or in a currency that is not the order's. */
    private Money wrong(Money total) {
        if (dice.chance(0.5)) {
            return new Money(total.getAmountMinor(), basket.abroad(dice).currency());
        }
        int most = (int) Math.min(total.getAmountMinor() / 10, 10_000) + 1;
        return new Money(total.getAmountMinor() + dice.between(1, most), total.getCurrency());
    }
}
