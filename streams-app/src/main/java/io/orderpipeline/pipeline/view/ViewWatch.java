package io.orderpipeline.pipeline.view;

import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Is told how the views of each partition stand. Called by stream threads, for one partition by one
 * thread at a time; must not block, unless to slow the views down.
 */
public interface ViewWatch {

    /** A partition's views are served from here from now on. */
    void began(int partition);

    /** The partition's orders by status: what counts them, at any time and for any thread. */
    void orders(int partition, Supplier<Map<OrderStatus, Long>> counts);

    /** The partition's transactions by state, likewise. */
    void transactions(int partition, Supplier<Map<TransactionState, Long>> counts);

    /** One more event of an order was applied, or found to be applied already. */
    void handled(int partition);

    /** The partition went elsewhere. */
    void gone(int partition);
}
