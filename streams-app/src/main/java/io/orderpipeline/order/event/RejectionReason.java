package io.orderpipeline.order.event;

/** Why a command had no effect. */
public enum RejectionReason {
    /** The same command was handled before; its outcome is reported again. */
    DUPLICATE_COMMAND,
    /** The command id was used before, with another body. */
    COMMAND_ID_REUSED,
    /** The order is not at the version that the client expected. */
    VERSION_CONFLICT,
    /** The body breaks a rule that holds in every state. */
    INVALID_COMMAND,
    /** No order was placed under this id. */
    ORDER_NOT_FOUND,
    /** An order was placed under this id by another command. */
    ORDER_ALREADY_EXISTS,
    /** The payment is not exactly what the order costs. */
    PAYMENT_AMOUNT_MISMATCH,
    /** The order is paid by this very transaction. */
    PAYMENT_ALREADY_APPLIED,
    /** The order is paid by another transaction. */
    ALREADY_PAID,
    /** The order cannot be fulfilled before it is paid. */
    NOT_PAID,
    /** The order was fulfilled before. */
    ALREADY_FULFILLED,
    /** The order is paid: a cancellation does not give money back. */
    NOT_CANCELLABLE,
    /** The order was cancelled: it can neither be paid nor fulfilled. */
    ORDER_CANCELLED,
    /** The order was cancelled before. */
    ALREADY_CANCELLED,
    /** The transaction was refunded, or is about to be: it cannot pay any more. */
    PAYMENT_REFUNDED,
    /** So many of the order's transactions were refunded that a person must look. */
    REFUND_LIMIT_REACHED
}
