package io.orderpipeline.order.compensation;

import io.orderpipeline.order.event.RefundReason;

/** The event by which the order refused the transaction for good, and why. */
public record RefundOrder(Citation citation, RefundReason reason) {}
