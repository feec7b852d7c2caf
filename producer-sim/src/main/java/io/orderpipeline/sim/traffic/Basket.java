package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import java.util.ArrayList;
import java.util.List;

/** What one customer orders, and the payloads that the order's commands carry. Immutable. */
record Basket(String customerId, Region region, List<OrderLine> lines, String tag) {

    private static final int MOST_LINES = 5;
    private static final int ARTICLES = 5_000;
    private static final int TOO_LONG = 501;

    /**
     * @param tag what sets the ids of this order's payment and shipment apart
     */
    static Basket fill(Dice dice, String customerId, String tag) {
        Region region = Region.draw(dice);
        List<OrderLine> lines = new ArrayList<>();
        for (int left = dice.between(1, MOST_LINES); left > 0; left--) {
            String sku = "sku-" + dice.between(1, ARTICLES);
            int quantity = dice.chance(0.8) ? 1 : dice.between(2, 9);
            lines.add(new OrderLine(sku, quantity, 99L + dice.exponentialMs(3_000)));
        }
        return new Basket(customerId, region, List.copyOf(lines), tag);
    }

    Object payload(CommandType type) {
        return switch (type) {
            case PLACE -> new PlaceOrder(customerId, region.id(), total(), lines);
            case PAY -> new ConfirmPayment(transactionId(), total());
            case FULFIL -> new FulfilOrder("s-" + tag);
            case CANCEL -> new CancelOrder("changed my mind");
        };
    }

    /** A payload that breaks a rule of its own. */
    Object spoiled(CommandType type, Dice dice) {
        return switch (type) {
            case PLACE ->
                    new PlaceOrder(
                            customerId,
                            region.id(),
                            dice.chance(0.5) ? money(minor() + 1, region.currency()) : badMoney(),
                            lines);
            case PAY -> new ConfirmPayment(transactionId(), badMoney());
            case FULFIL -> new FulfilOrder("not an id");
            case CANCEL -> new CancelOrder("x".repeat(TOO_LONG));
        };
    }

    /** A payload that is in order, but not the one of {@link #payload}. */
    Object other(CommandType type) {
        return switch (type) {
            case PLACE -> new PlaceOrder(customerId + "-2", region.id(), total(), lines);
            case PAY -> new ConfirmPayment(transactionId() + "-2", total());
            case FULFIL -> new FulfilOrder("s-" + tag + "-2");
            case CANCEL -> new CancelOrder("found it cheaper");
        };
    }

    /** Another region than the order's. */
    Region abroad(Dice dice) {
        return region.other(dice);
    }

    /** The gateway's id of the payment. */
    String transactionId() {
        return "t-" + tag;
    }

    Money total() {
        return money(minor(), region.currency());
    }

    private Money badMoney() {
        return money(minor(), "euro");
    }

    private static Money money(long amountMinor, String currency) {
        return new Money(amountMinor, currency);
    }

    private long minor() {
        return lines.stream()
                .mapToLong(line -> line.getQuantity() * line.getUnitPriceMinor())
                .sum();
    }
}
