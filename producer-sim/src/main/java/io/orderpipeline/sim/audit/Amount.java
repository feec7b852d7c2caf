package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.money.Money;

/**
 * Money as the auditor keeps it.
 *
 * @param minor in the minor unit of the currency
 * @param currency interned, since there are few
 */
record Amount(long minor, String currency) {

    Amount {
        currency = currency.intern();
    }

    static Amount of(Money money) {
        return new Amount(money.getAmountMinor(), money.getCurrency());
    }

    Money money() {
        return new Money(minor, currency);
    }

    /** For people: {@code EUR 1250 minor}; how many digits make a cent is the currency's affair. */
    @Override
    public String toString() {
        return currency + " " + minor;
    }
}
