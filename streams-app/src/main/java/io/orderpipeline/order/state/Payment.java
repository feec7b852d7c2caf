package io.orderpipeline.order.state;

import io.orderpipeline.order.Money;

/** The payment that settled an order. */
public record Payment(String transactionId, Money amount) {}
