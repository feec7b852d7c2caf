package io.orderpipeline.query.feed;

import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.rejection.OrderRejection;

/** A committed record, and where it stands. */
public sealed interface Committed {

    int partition();

    long offset();

    /** The order that it is about. */
    String orderId();

    /** Record of {@code order.event}. */
    record Event(int partition, long offset, OrderEvent record) implements Committed {
        @Override
        public String orderId() {
            return record.getOrderId();
        }
    }

    /** Record of {@code order.rejection}. */
    record Rejection(int partition, long offset, OrderRejection record) implements Committed {
        @Override
        public String orderId() {
            return record.getOrderId();
        }
    }
}
