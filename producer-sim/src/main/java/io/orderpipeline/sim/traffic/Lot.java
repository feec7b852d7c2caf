package io.orderpipeline.sim.traffic;

import io.orderpipeline.sim.traffic.Content.Capture;

/**
 * What falls to an order in the incident. The first five are the affected: each has exactly one
 * capture that the gateway did not confirm.
 */
public enum Lot {
    /** Placed and captured; a compensation pays it. */
    WAITS(70),
    /** Paid and fulfilled, but captured twice; the second capture is refunded. */
    PAID_TWICE(12),
    /** Cancelled about when it was captured; refunded. */
    CANCELLED(3),
    /** Captured with an amount that is not its total; refunded. */
    WRONG_AMOUNT(3),
    /** Captured, but the command to place it was lost, too; refunded, and it never exists. */
    NEVER_ARRIVED(12),
    /** Not affected, and paid in another region than its own. */
    ABROAD(0),
    /** Not affected, and paid in its own region. */
    HOME(0),
    /** Not affected, and not paid. */
    UNPAID(0);

    private final int percent;

    Lot(int percent) {
        this.percent = percent;
    }

    /** How many in a hundred of the affected orders have this lot. */
    int percentOfAffected() {
        return percent;
    }

    /** True if a confirmation of the order's was dropped ({@link Capture.Confirmation#DROPPED}). */
    public boolean affected() {
        return compareTo(ABROAD) < 0;
    }

    /** True if the order has commands, so that its customer can resubmit them. */
    boolean hasCommands() {
        return this != NEVER_ARRIVED;
    }

    /** Which lives an order can have that is not affected. */
    boolean allows(LifeCycle cycle) {
        return cycle.pays() == (this != UNPAID);
    }
}
