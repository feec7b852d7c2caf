package io.orderpipeline.sim.traffic;

/** Checks that say which option was wrong, what was found and what is allowed. */
public final class Limits {

    private Limits() {}

    /** A share of the traffic. */
    public static double share(String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw refused(option, String.valueOf(value), "a number from 0 to 1");
        }
        return value;
    }

    /** A count within bounds, both included. */
    public static long count(String option, long value, long low, long high) {
        if (value < low || value > high) {
            throw refused(
                    option, String.valueOf(value), "a whole number from " + low + " to " + high);
        }
        return value;
    }

    /** The error for a value of an option that is not allowed. */
    public static RefusedOptionException refused(String option, String value, String allowed) {
        return new RefusedOptionException(
                option + ": found '" + value + "', allowed is " + allowed);
    }
}
