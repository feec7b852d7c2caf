package io.orderpipeline.sim.client;

import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.topic.Topics;
import java.util.Optional;

/**
 * What a record says of a payment transaction.
 *
 * @param order the order that the transaction names
 * @param transaction transaction id
 * @param what what was seen
 */
record Sighting(String order, String transaction, What what) {

    /** What can be seen. */
    enum What {
        /** The original confirmation paid the order. */
        TRACKED,
        /** A compensation paid the order. */
        RECOVERED,
        /** The gateway gave the money back. */
        REFUNDED,
        /** No order tracked it in time: a compensation was issued. */
        COMPENSATED
    }

    static Optional<Sighting> of(OrderEvent event) {
        if (!(event.getPayload() instanceof PaymentConfirmed confirmed)) {
            return Optional.empty();
        }
        boolean compensated = event.getCause().getTopic().equals(Topics.ORDER_COMPENSATION.name());
        What what = compensated ? What.RECOVERED : What.TRACKED;
        return Optional.of(new Sighting(event.getOrderId(), confirmed.getTransactionId(), what));
    }

    static Optional<Sighting> of(PaymentTransaction journaled) {
        return journaled.getPayload() instanceof PaymentRefunded
                ? Optional.of(
                        new Sighting(
                                journaled.getOrderId(),
                                journaled.getTransactionId(),
                                What.REFUNDED))
                : Optional.empty();
    }

    static Sighting of(Compensation issued) {
        return new Sighting(issued.getOrderId(), issued.getTransactionId(), What.COMPENSATED);
    }
}
