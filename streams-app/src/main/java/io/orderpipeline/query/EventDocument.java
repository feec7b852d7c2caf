package io.orderpipeline.query;

import io.orderpipeline.schema.event.OrderEvent;

/** An event as responses write it. */
public record EventDocument(long version, String type) {
    static EventDocument of(OrderEvent event, int partition, long offset) {
        return new EventDocument(event.getVersion(), event.getPayload().getClass().getSimpleName());
    }
}
