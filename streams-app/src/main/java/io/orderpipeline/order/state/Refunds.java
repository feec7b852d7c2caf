package io.orderpipeline.order.state;

import io.orderpipeline.order.event.OrderEvent;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import java.util.ArrayList;
import java.util.List;

/**
 * The transactions that named this order and whose refund was requested, oldest first. None of them
 * can pay the order any more, so none is ever dropped from here; {@link #MAX} bounds them instead.
 */
public record Refunds(List<String> transactionIds) {

    /** Refunds that one order may have; beyond them something is wrong that a person must see. */
    public static final int MAX = 100;

    /** No refunds. */
    public static final Refunds NONE = new Refunds(List.of());

    public Refunds {
        transactionIds = List.copyOf(transactionIds);
    }

    /** Whether the transaction's refund was requested. */
    public boolean contains(String transactionId) {
        return transactionIds.contains(transactionId);
    }

    /** Whether no further refund may be requested. */
    public boolean full() {
        return transactionIds.size() >= MAX;
    }

    Refunds after(OrderEvent event) {
        if (!(event instanceof RefundRequested requested)) {
            return this;
        }
        List<String> more = new ArrayList<>(transactionIds);
        more.add(requested.transactionId());
        return new Refunds(more);
    }
}
