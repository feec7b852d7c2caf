package io.orderpipeline.pipeline.view;

import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.Map;

/**
 * Is told how the views of each partition stand. Called by stream threads, for one partition by one
 * thread at a time; must not block, unless to slow the views down. The maps it is given do not
 * change.
 */
public interface ViewWatch {

    /** A partition's views are served from here from now on. */
    void began(int partition);

    /** The partition's orders by status: once it is here, and whenever that may have changed. */
    void orders(int partition, Map<OrderStatus, Long> counts);

    /**
     * The partition's transactions by state: once it is here, and whenever that may have changed.
     */
    void transactions(int partition, Map<TransactionState, Long> counts);

    /** One more event of an order was applied, or found to be applied already. */
    void handled(int partition);

    /** The partition went elsewhere. */
    void gone(int partition);
}
