package io.orderpipeline.sim.traffic;

import java.util.EnumMap;
import java.util.Map;

/**
 * Who is hit in the incident, and how: exact quotas, dealt out to the orders by a seeded shuffle.
 * The number of dropped confirmations comes first (8,342 of 20,000 orders); all else is rounded to
 * it, so that a small number of orders may lack a rare lot. Immutable; four bytes an order.
 */
public final class Incident {

    /** How often customers of affected orders repeat each command: more than three times. */
    static final int RESUBMITS = 4;

    /** The shuffle draws from a stream that no order has. */
    private static final long SHUFFLE = -2;

    private static final int DROPPED_OF_20_000 = 8_342;
    private static final int DROPPED_PERCENT_OF_CROSS_REGION = 67;
    private static final int RESUBMITTING_PERCENT = 73;
    private static final int LATE_PERCENT = 10;

    private final int orders;
    private final int[] ranks;
    private final Map<Lot, Integer> quotas = new EnumMap<>(Lot.class);

    Incident(long seed, int orders) {
        this.orders = orders;
        this.ranks = shuffled(orders, new Dice(seed, SHUFFLE));
        dealAffected();
        dealOthers();
    }

    /** Captures whose confirmation the gateway drops: exactly these are untracked. */
    public int dropped() {
        return (int) nearest((long) orders * DROPPED_OF_20_000, 20_000);
    }

    /** Captures made in another region than the order's: 67 % of them are the dropped ones. */
    public int crossRegion() {
        return (int) nearest(100L * dropped(), DROPPED_PERCENT_OF_CROSS_REGION);
    }

    /** All captures. */
    public int captured() {
        return dropped() + orders(Lot.PAID_TWICE) + orders(Lot.ABROAD) + orders(Lot.HOME);
    }

    /**
     * Affected orders whose customers resubmit each command: 73 %. Those whose order never arrived
     * have no command that anybody sees, so the others make up for them as far as they can.
     */
    public int resubmitted() {
        return Math.min(percent(RESUBMITTING_PERCENT, dropped()), withCommands());
    }

    /** Dropped confirmations that the gateway sends after all: 10 %. */
    public int lateOriginals() {
        return percent(LATE_PERCENT, dropped());
    }

    /** How many orders have this lot. */
    public int orders(Lot lot) {
        return quotas.getOrDefault(lot, 0);
    }

    /** What falls to the order of this number (from 0). */
    Lot lot(long order) {
        int rank = rank(order);
        for (Lot lot : Lot.values()) {
            rank -= orders(lot);
            if (rank < 0) {
                return lot;
            }
        }
        throw new IllegalStateException("the quotas do not add up to " + orders);
    }

    boolean resubmits(long order) {
        return lot(order).affected()
                && lot(order).hasCommands()
                && chosen(rank(order), withCommands(), resubmitted());
    }

    boolean lateOriginal(long order) {
        return lot(order).affected() && chosen(rank(order), dropped(), lateOriginals());
    }

    private void dealAffected() {
        int percents = 0;
        int dealt = 0;
        for (Lot lot : Lot.values()) {
            if (lot.affected()) {
                percents += lot.percentOfAffected();
                quotas.put(lot, percent(percents, dropped()) - dealt);
                dealt += orders(lot);
            }
        }
    }

    private void dealOthers() {
        int others = orders - dropped();
        int paid = percent(LifeCycle.paidPercent(), others);
        int abroad = crossRegion() - dropped();
        quotas.put(Lot.ABROAD, abroad);
        quotas.put(Lot.HOME, paid - abroad);
        quotas.put(Lot.UNPAID, others - paid);
    }

    /** The lot of those without commands is dealt last, so these have the ranks before it. */
    private int withCommands() {
        return dropped() - orders(Lot.NEVER_ARRIVED);
    }

    private int rank(long order) {
        return ranks[Math.toIntExact(order)];
    }

    /** Picks so many of the ranks from 0, evenly spread, so that every lot has its share. */
    private static boolean chosen(long rank, int of, int wanted) {
        return (rank + 1) * wanted / of > rank * wanted / of;
    }

    private static int percent(int percent, int of) {
        return (int) nearest((long) percent * of, 100);
    }

    private static long nearest(long dividend, long divisor) {
        return (2 * dividend + divisor) / (2 * divisor);
    }

    /** Fisher and Yates, from the inside out. */
    private static int[] shuffled(int count, Dice dice) {
        int[] ranks = new int[count];
        for (int next = 0; next < count; next++) {
            int other = dice.between(0, next);
            ranks[next] = ranks[other];
            ranks[other] = next;
        }
        return ranks;
    }
}
