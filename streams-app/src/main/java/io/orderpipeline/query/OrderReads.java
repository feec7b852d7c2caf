package io.orderpipeline.query;

import io.orderpipeline.query.command.Outcome;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.Reading;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.view.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this instance's stores say of one order: only what is committed. Every method throws {@link
 * io.orderpipeline.query.reply.UnavailableException} rather than to take "I cannot know right now"
 * for "there is none". Safe for many threads.
 */
public interface OrderReads {

    /** The order as of its last committed event; absent when it was never placed. */
    Reading<Optional<OrderView>> now(String orderId, Copy copy);

    /** The order as its events up to then made it. */
    Reading<AsOf> asOf(String orderId, Instant instant, Copy copy);

    /**
     * The order's events behind a version, and the payments that name it.
     *
     * @param limit the most events that are wanted
     */
    Reading<History> history(String orderId, long after, int limit, Copy copy);

    /** How a command ended that addressed the order; absent while nothing is known of it. */
    Reading<Optional<Outcome>> outcome(String orderId, String commandId, Copy copy);

    /**
     * An order in the past.
     *
     * @param order absent when it had not been placed
     * @param settled whether no event of that time can still be on its way
     */
    record AsOf(Optional<OrderView> order, boolean settled) {}

    /** An event, and where it stands in {@code order.event}. */
    record PlacedEvent(int partition, long offset, OrderEvent event) {}

    /**
     * The evidence.
     *
     * @param version the last one that there is; 0 when nothing happened to the order
     * @param more whether events behind these were left out
     */
    record History(
            long version, List<PlacedEvent> events, boolean more, List<LedgerRow> payments) {}
}
