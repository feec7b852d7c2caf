package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import java.util.List;
import java.util.regex.Pattern;

/** The planner's own reading of what the schemas' documentation allows in a payload. Pure. */
public final class Validity {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int LONGEST_TRANSACTION = 60;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private Validity() {}

    public static boolean valid(Object payload) {
        if (payload instanceof PlaceOrder place) {
            return id(place.getCustomerId())
                    && id(place.getRegion())
                    && money(place.getTotal())
                    && lines(place.getLines(), place.getTotal().getAmountMinor());
        }
        if (payload instanceof ConfirmPayment payment) {
            return transaction(payment.getTransactionId()) && money(payment.getAmount());
        }
        if (payload instanceof FulfilOrder fulfil) {
            return id(fulfil.getShipmentId());
        }
        return payload instanceof CancelOrder cancel && cancel.getReason().length() <= 500;
    }

    static boolean id(String text) {
        return ID.matcher(text).matches();
    }

    /** Shorter than other ids: compensations and refunds put four characters in front. */
    private static boolean transaction(String text) {
        return id(text) && text.length() <= LONGEST_TRANSACTION;
    }

    private static boolean money(Money money) {
        return money.getAmountMinor() >= 0 && CURRENCY.matcher(money.getCurrency()).matches();
    }

    private static boolean lines(List<OrderLine> lines, long totalMinor) {
        return !lines.isEmpty()
                && lines.size() <= 100
                && lines.stream().allMatch(Validity::line)
                && lines.stream().mapToLong(Validity::priceMinor).sum() == totalMinor;
    }

    private static boolean line(OrderLine line) {
        return id(line.getSku())
                && line.getQuantity() >= 1
                && line.getQuantity() <= 10_000
                && line.getUnitPriceMinor() >= 0;
    }

    private static long priceMinor(OrderLine line) {
        return line.getQuantity() * line.getUnitPriceMinor();
    }
}
