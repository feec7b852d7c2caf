package io.orderpipeline.sim.digest;

import io.orderpipeline.schema.event.OrderCancelled;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.OrderFulfilled;
import io.orderpipeline.schema.event.OrderPlaced;
import io.orderpipeline.schema.event.PaymentConfirmed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the view of one order must say, by the auditor's own fold. Confined to one thread. */
final class FactsFold {

    private static final String NONE = "-";

    private @Nullable OrderPlaced placed;
    private long placedAtMs;
    private String status = NONE;
    private String transactionId = NONE;
    private String shipmentId = NONE;
    private String cancelReason = NONE;

    /** The digest after the event; absent until the order is placed. */
    Optional<byte[]> after(OrderEvent event) {
        Object payload = event.getPayload();
        if (payload instanceof OrderPlaced first) {
            placed = first;
            placedAtMs = event.getOccurredAt().toEpochMilli();
            status = "PLACED";
        } else if (payload instanceof PaymentConfirmed paid && placed != null) {
            transactionId = paid.getTransactionId();
            status = "PAID";
        } else if (payload instanceof OrderFulfilled fulfilled) {
            shipmentId = fulfilled.getShipmentId();
            status = "FULFILLED";
        } else if (payload instanceof OrderCancelled cancelled) {
            cancelReason = cancelled.getReason();
            status = "CANCELLED";
        }
        return Optional.ofNullable(placed).map(order -> Digests.ofText(text(order, event)));
    }

    private String text(OrderPlaced order, OrderEvent last) {
        return String.join(
                        "\n",
                        last.getOrderId(),
                        Long.toString(last.getVersion()),
                        status,
                        order.getCustomerId(),
                        order.getRegion(),
                        order.getTotal().getCurrency(),
                        Long.toString(order.getTotal().getAmountMinor()),
                        transactionId,
                        shipmentId,
                        cancelReason,
                        Long.toString(placedAtMs),
                        last.getPayload().getClass().getSimpleName(),
                        last.getCommandId())
                + "\n";
    }
}
