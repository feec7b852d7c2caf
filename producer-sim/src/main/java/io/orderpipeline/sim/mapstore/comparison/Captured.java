package io.orderpipeline.sim.mapstore.comparison;

/** The payment gateway took money: a transaction, and the order that it is for. */
public record Captured(String transactionId, String orderId) {}
