package io.orderpipeline.order;

/**
 * One article of an order.
 *
 * @param unitPriceMinor price of one piece in the minor unit of the order's currency
 */
public record OrderLine(String sku, int quantity, long unitPriceMinor) {

    /** Pieces that one line may hold at most. */
    public static final int MAX_QUANTITY = 10_000;

    /** Price of one piece at most; with the other limits, no total can overflow a long. */
    public static final long MAX_UNIT_PRICE_MINOR = 1_000_000_000_000L;

    /** The rule in words, for error messages. */
    public static final String RULE =
            "sku "
                    + Identifier.RULE
                    + ", quantity 1 to "
                    + MAX_QUANTITY
                    + ", unitPriceMinor 0 to "
                    + MAX_UNIT_PRICE_MINOR;

    /** Price of all pieces; free of overflow on a valid line. */
    public long priceMinor() {
        return quantity * unitPriceMinor;
    }

    /** Whether every field is within its limits. */
    public boolean isValid() {
        return Identifier.isValid(sku) && isQuantity(quantity) && isUnitPrice(unitPriceMinor);
    }

    /** Whether one line may hold so many pieces. */
    public static boolean isQuantity(long pieces) {
        return pieces >= 1 && pieces <= MAX_QUANTITY;
    }

    /** Whether one piece may cost so much. */
    public static boolean isUnitPrice(long priceMinor) {
        return priceMinor >= 0 && priceMinor <= MAX_UNIT_PRICE_MINOR;
    }
}
