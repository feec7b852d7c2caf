package io.orderpipeline.query;

import io.orderpipeline.query.routing.IndexRange;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.state.OrderStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where in the indexes a selection is. Keys that mark where an earlier page ended come from
 * clients: one that the selection cannot have makes the answer absent.
 */
public interface Selections {

    /**
     * Orders, newest first.
     *
     * @param behind the key of the entry that the page begins behind
     */
    Optional<IndexRange> orders(OrderFilter filter, Optional<String> behind, int limit);

    /**
     * Which orders.
     *
     * @param from the first instant at which they may have been placed
     * @param to the first instant at which they may not
     */
    record OrderFilter(
            Optional<OrderStatus> status,
            Optional<String> customer,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /**
     * Payment transactions in a state, those first that have been in it longest.
     *
     * @param before only those that came to it before then
     */
    Optional<IndexRange> transactions(
            TransactionState state, Optional<Instant> before, Optional<String> behind, int limit);

    /** All rows of one transaction: one, unless gateway and orders contradict each other. */
    IndexRange transaction(String transactionId);

    /** The states off the happy path, which are all that compensations can be listed by. */
    Set<TransactionState> offPath();
}
