package io.orderpipeline.sim.mapstore.comparison;

/**
 * What a system lost.
 *
 * @param ordersLost orders whose placing was acknowledged and that are not there in the end
 * @param paymentsAppliedTwice acknowledged payments of an order that had one, or by a transaction
 *     that had paid
 * @param updatesLost acknowledged payments, fulfilments and cancellations, each counted once, that
 *     their orders do not show in the end
 * @param transactionsUntracked captured transactions that the order they are for does not cite as
 *     its payment in the end, and that were not refunded
 */
public record Losses(
        long ordersLost, long paymentsAppliedTwice, long updatesLost, long transactionsUntracked) {}
