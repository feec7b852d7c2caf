package io.orderpipeline.order;

import java.util.regex.Pattern;

/**
 * An amount in one currency.
 *
 * @param amountMinor in the currency's minor unit (cents for EUR)
 * @param currency ISO 4217 alphabetic code
 */
public record Money(long amountMinor, String currency) {

    /** The rule in words, for error messages. */
    public static final String RULE = "an amount >= 0 and a currency of three upper-case letters";

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** Whether the amount is not negative and the currency has the form of an ISO 4217 code. */
    public boolean isValid() {
        return isAmount(amountMinor) && isCurrency(currency);
    }

    /** Whether a number can be an amount. */
    public static boolean isAmount(long amountMinor) {
        return amountMinor >= 0;
    }

    /** Whether a text has the form of an ISO 4217 code. */
    public static boolean isCurrency(String text) {
        return CURRENCY.matcher(text).matches();
    }

    @Override
    public String toString() {
        return amountMinor + " minor units of " + currency;
    }
}
