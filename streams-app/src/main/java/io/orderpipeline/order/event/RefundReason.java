package io.orderpipeline.order.event;

/** Why a captured payment cannot pay its order. */
public enum RefundReason {
    /** No order was placed under the id that the transaction names. */
    ORDER_NOT_FOUND,
    /** The order was cancelled. */
    ORDER_CANCELLED,
    /** Another transaction has paid the order. */
    ALREADY_PAID,
    /** The amount or its currency is not the order's total. */
    AMOUNT_MISMATCH
}
