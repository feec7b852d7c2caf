package io.orderpipeline.sim.traffic;

import java.util.Arrays;

/**
 * The customers of one simulation: few order much, many order little (Zipf), and some of them
 * resubmit whatever they send. Immutable.
 */
final class Customers {

    /** Exponent of the Zipf distribution: rank r orders in proportion to r to the power of -1.1. */
    static final double EXPONENT = 1.1;

    /** On average a customer places this many orders. */
    private static final int ORDERS_PER_CUSTOMER = 5;

    private final double[] cumulative;
    private final boolean[] resubmits;

    /**
     * @param orders how many orders they place together
     * @param resubmitting share of all orders (0 to 1) that belong to customers who resubmit
     */
    Customers(int orders, double resubmitting) {
        int count = Math.max(1, orders / ORDERS_PER_CUSTOMER);
        cumulative = cumulativeShares(count);
        resubmits = chooseResubmitting(cumulative, resubmitting);
    }

    int count() {
        return cumulative.length;
    }

    /** The rank, from 0, of the customer of a random order. */
    int draw(Dice dice) {
        int found = Arrays.binarySearch(cumulative, dice.fraction());
        return Math.min(found >= 0 ? found + 1 : -found - 1, count() - 1);
    }

    boolean resubmits(int rank) {
        return resubmits[rank];
    }

    static String id(int rank) {
        return "customer-" + (rank + 1);
    }

    private static double[] cumulativeShares(int count) {
        double[] sums = new double[count];
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            sum += StrictMath.pow(rank + 1, -EXPONENT);
            sums[rank] = sum;
        }
        for (int rank = 0; rank < count; rank++) {
            sums[rank] /= sum;
        }
        return sums;
    }

    /**
     * Walks down the ranks and lets a customer resubmit whenever those before fall short of the
     * share. A coin per customer would miss it widely: the first ranks weigh too much.
     */
    private static boolean[] chooseResubmitting(double[] cumulative, double share) {
        boolean[] chosen = new boolean[cumulative.length];
        double chosenShare = 0;
        for (int rank = 0; rank < chosen.length; rank++) {
            double own = cumulative[rank] - (rank == 0 ? 0 : cumulative[rank - 1]);
            chosen[rank] = share > 0 && chosenShare + own / 2 <= share * cumulative[rank];
            chosenShare += chosen[rank] ? own : 0;
        }
        return chosen;
    }
}
