package io.orderpipeline.order.compensation;

import io.orderpipeline.order.Money;
import java.time.Instant;

/**
 * What the journal says of a capture.
 *
 * @param region where the payment was made
 * @param at the broker's time of the journal record
 */
public record Capture(Money amount, String region, Instant at) {}
