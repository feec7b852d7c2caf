package io.orderpipeline.sim.traffic;

/**
 * All that determines the traffic: equal options give equal records.
 *
 * @param seed any number
 * @param orders how many orders, 1 to 10,000,000
 * @param mischief what goes wrong on the clients' side
 * @param incident true for the night of the incident, when {@code mischief} meets only the orders
 *     that it does not affect
 */
public record TrafficOptions(long seed, int orders, Mischief mischief, boolean incident) {

    public TrafficOptions {
        Limits.count("--orders", orders, 1, 10_000_000);
    }

    /** Without the incident. */
    public TrafficOptions(long seed, int orders, Mischief mischief) {
        this(seed, orders, mischief, false);
    }

    /** A scenario as it is. */
    public static TrafficOptions of(Scenario scenario, long seed, int orders) {
        return new TrafficOptions(seed, orders, scenario.mischief(), scenario.incident());
    }

    /** The part of all ids that keeps the records of different seeds apart. */
    public String seedHex() {
        return Long.toHexString(seed);
    }

    /** Whether an order is one of this traffic's. */
    public boolean owns(String orderId) {
        return orderId.startsWith("o-" + seedHex() + "-");
    }

    String orderId(long number) {
        return "o-" + tag(number);
    }

    /** What sets the ids of one order apart. */
    String tag(long number) {
        return seedHex() + "-" + number;
    }
}
