package io.orderpipeline.order.compensation;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.Money;
import java.time.Instant;

/**
 * A committed event of the order that cites the transaction.
 *
 * @param event where it stands
 * @param commandTopic topic of the command that caused it
 */
public record Citation(Cause event, String commandTopic, Money amount, Instant at) {

    /** The topic of compensations, by which a citation tells that one caused it. */
    public static final String COMPENSATION_TOPIC = "order.compensation";

    boolean isByCompensation() {
        return commandTopic.equals(COMPENSATION_TOPIC);
    }
}
