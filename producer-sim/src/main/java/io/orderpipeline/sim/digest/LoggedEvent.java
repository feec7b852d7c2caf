package io.orderpipeline.sim.digest;

import io.orderpipeline.schema.event.OrderEvent;
import java.nio.ByteBuffer;

/**
 * A committed record of order.event.
 *
 * @param event what it says
 * @param value the record's value, byte for byte; read without moving its position
 * @param partition of the topic
 * @param offset where it stands in its partition
 * @param timestampMs the record's time, milliseconds since the epoch
 */
public record LoggedEvent(
        OrderEvent event, ByteBuffer value, int partition, long offset, long timestampMs) {

    String orderId() {
        return event.getOrderId();
    }

    long version() {
        return event.getVersion();
    }
}
